import { stackOf } from '#engine/zone/faults.ts'

/** What came of a run. */
export interface CrashSummary {
  kills: number
  answers: number
  facts: number
  lost: number
  doubled: number
  /** Whatever else cannot be. */
  broken: number
  failedRecoveries: number
  /** How often bots were told what of coins and experience. */
  deeds: Map<string, number>
  /** Why the run could not go on, if it could not. */
  failure: string | undefined
  recoveryMs: number[]
}

export function newSummary(): CrashSummary {
  return {
    kills: 0,
    answers: 0,
    facts: 0,
    lost: 0,
    doubled: 0,
    broken: 0,
    failedRecoveries: 0,
    deeds: new Map(),
    failure: undefined,
    recoveryMs: [],
  }
}

/** Notes why the run cannot go on. */
export function noteFailure(summary: CrashSummary, error: unknown): void {
  summary.failedRecoveries++
  summary.failure = stackOf(error)
}

/** Adds counts to a sum of them. */
export function addUp(sum: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [name, count] of counts) sum.set(name, (sum.get(name) ?? 0) + count)
}
