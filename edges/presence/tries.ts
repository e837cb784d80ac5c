/** How waiting grows with each try. */
export interface TriesRule {
  /** Tries that cost no waiting. */
  free: number
  /** The wait after the last free try; it doubles with each further one. */
  firstWaitMs: number
  longestWaitMs: number
  /** What was not tried for so long is as good as new. */
  forgetMs: number
}

/**
 * What becomes of the count: `ask` leaves it; `try` counts one if there is nothing to wait for;
 * `count` and `uncount` do so in any case; `forget` makes all good.
 */
export type TryStep = 'ask' | 'try' | 'count' | 'uncount' | 'forget'

/** Tries of one key. */
export interface Tries {
  count: number
  lastMs: number
}

export function waitOf(tries: Tries | undefined, rule: TriesRule, nowMs: number): number {
  const { free, firstWaitMs, longestWaitMs } = rule
  if (tries === undefined || tries.count < free) return 0
  const waitMs = Math.min(firstWaitMs * 2 ** (tries.count - free), longestWaitMs)
  return Math.max(0, tries.lastMs + waitMs - nowMs)
}
