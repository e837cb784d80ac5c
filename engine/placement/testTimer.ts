import type { Timer } from '#engine/timer.ts'

/** Time that passes when a test says so. */
export class TestTimer implements Timer {
  #nowMs = 0
  readonly #waiting = new Map<object, { atMs: number; run: () => void }>()

  now(): number {
    return this.#nowMs
  }

  after(afterMs: number, run: () => void): () => void {
    const id = {}
    this.#waiting.set(id, { atMs: this.#nowMs + Math.max(0, afterMs), run })
    return () => this.#waiting.delete(id)
  }

  /** Lets time pass and does what becomes due, in order; then all that follows from it at once. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms
    await settled()
    for (;;) {
      const next = [...this.#waiting].sort(([, a], [, b]) => a.atMs - b.atMs)[0]
      if (!next || next[1].atMs > untilMs) break
      this.#waiting.delete(next[0])
      this.#nowMs = Math.max(this.#nowMs, next[1].atMs)
      next[1].run()
      await settled()
    }
    this.#nowMs = untilMs
  }
}

/** What is under way without waiting for anything is done. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
