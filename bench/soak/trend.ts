import assert from 'node:assert'
import { quantile } from '#bench/statistics.ts'

/** A value that was seen at some time. */
export interface Sample {
  atMs: number
  value: number
}

/**
 * The least value of each window: what a process holds when it has just collected its garbage. All
 * above it comes and goes.
 */
export function floorsOf(samples: readonly Sample[], windowMs: number): Sample[] {
  const floors = new Map<number, Sample>()
  for (const sample of samples) {
    const window = Math.floor(sample.atMs / windowMs)
    const floor = floors.get(window)
    if (!floor || sample.value < floor.value) floors.set(window, sample)
  }
  return [...floors.values()]
}

/**
 * By how much values grow in a millisecond: the median of the slopes between any two of them, which
 * a few that are far off do not change (Theil 1950, Sen 1968).
 *
 * @param samples  two or more, no two at the same time
 */
export function slopePerMs(samples: readonly Sample[]): number {
  assert(samples.length > 1, 'One sample has no slope')
  const slopes = samples.flatMap((one, i) =>
    samples.slice(i + 1).map((other) => (other.value - one.value) / (other.atMs - one.atMs)),
  )
  return quantile(slopes, 0.5)
}
