/** Time as edges need it, so that tests can advance it by hand. */
export interface Clock {
  /** Milliseconds since some moment; it never goes back. */
  now(): number
  /**
   * Runs `action` once after `ms`; the function returned calls it off, and may do so at any time.
   */
  after(ms: number, action: () => void): () => void
  /** Runs `action` once, when what is being received has been. */
  soon(action: () => void): void
}

/** The machine's own. Its timers do not keep the program running. */
export const realClock: Clock = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
  // After the poll phase, in which all sockets that have something are read.
  soon: (action) => void setImmediate(action),
}
