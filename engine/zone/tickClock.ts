/** Missed ticks that are made up for, back to back; what is beyond them is let go. */
export const CATCH_UP_TICKS_MAX = 10

/**
 * Says when ticks are due.
 *
 * The rule when time is lost (a long tick, a sleeping machine, a clock that jumps): the ticks
 * missed are run at once, ten at most, so that timers keep their pace; beyond ten the clock starts
 * anew from now, and what was let go is counted as skipped.
 */
export class TickClock {
  readonly #everyMs: number
  #dueMs: number
  skipped = 0

  /** @param nowMs  a monotonic time; the first tick is due `everyMs` later */
  constructor(everyMs: number, nowMs: number) {
    this.#everyMs = everyMs
    this.#dueMs = nowMs + everyMs
  }

  /** When the next tick is due. */
  get dueMs(): number {
    return this.#dueMs
  }

  /** How late the next tick is; negative if it is not due. */
  lagMs(nowMs: number): number {
    return nowMs - this.#dueMs
  }

  /** Takes the ticks that are due, and sets the time of the next. */
  take(nowMs: number): number {
    if (nowMs < this.#dueMs) return 0
    const due = 1 + Math.floor((nowMs - this.#dueMs) / this.#everyMs)
    if (due <= CATCH_UP_TICKS_MAX) {
      this.#dueMs += due * this.#everyMs
      return due
    }
    this.skipped += due - CATCH_UP_TICKS_MAX
    this.#dueMs = nowMs + this.#everyMs
    return CATCH_UP_TICKS_MAX
  }
}
