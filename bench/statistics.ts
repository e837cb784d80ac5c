import assert from 'node:assert'

/** The middle of several measurements, and between what the middle half of them lies. */
export interface Spread {
  median: number
  low: number
  high: number
}

/**
 * The value below which `part` of `values` lies, between two of them where it falls there.
 *
 * @param values  in any order; not empty
 * @param part  0–1
 */
export function quantile(values: readonly number[], part: number): number {
  assert(values.length > 0, 'There is no quantile of nothing')
  const sorted = [...values].sort((a, b) => a - b)
  const place = part * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below)
}

/** Quartiles: unlike a mean and its deviation, they shrug off the rounds that were disturbed. */
export function spreadOf(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
  }
}
