import type { Clock } from '#edges/session/clock.ts'

interface Due {
  at: number
  run: () => void
}

/** The machine's clock, but for leaps: what falls due in one is done at once. */
export class SkippingClock implements Clock {
  readonly #due = new Set<Due>()
  #leaptMs = 0

  now(): number {
    return performance.now() + this.#leaptMs
  }

  after(ms: number, action: () => void): () => void {
    const timer = setTimeout(() => due.run(), ms).unref()
    const callOff = () => {
      clearTimeout(timer)
      this.#due.delete(due)
    }
    const run = () => {
      callOff()
      action()
    }
    const due: Due = { at: this.now() + ms, run }
    this.#due.add(due)
    return callOff
  }

  soon(action: () => void): void {
    setImmediate(action)
  }

  leap(ms: number): void {
    this.#leaptMs += ms
    const now = this.now()
    const due = [...this.#due].filter(({ at }) => at <= now)
    for (const { run } of due.sort((a, b) => a.at - b.at)) run()
  }
}
