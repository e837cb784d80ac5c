/** Time as the engine needs it: the thread's own, or a test's, advanced by hand. */
export interface Timer {
  /** Monotonic, in milliseconds. */
  now(): number
  /**
   * Calls `run` once, `afterMs` from now; 0: as soon as what is being received has been.
   *
   * @returns calls it off
   */
  after(afterMs: number, run: () => void): () => void
}

/** Resolves so much later. */
export function pause(timer: Timer, ms: number): Promise<void> {
  return new Promise((resolve) => {
    timer.after(ms, resolve)
  })
}

export const threadTimer: Timer = {
  now: () => performance.now(),
  after(afterMs, run) {
    if (afterMs <= 0) {
      const immediate = setImmediate(run)
      return () => clearImmediate(immediate)
    }
    const timeout = setTimeout(run, Math.ceil(afterMs))
    return () => clearTimeout(timeout)
  },
}
