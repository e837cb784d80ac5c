/** Keys with values that are forgotten in time; beyond a limit, whichever was set longest ago. */
export class Expiring<Value> {
  readonly #limit: number
  readonly #nowMs: () => number
  /** In the order in which they were set. */
  readonly #entries = new Map<string, { value: Value; untilMs: number }>()

  constructor(limit: number, nowMs: () => number) {
    this.#limit = limit
    this.#nowMs = nowMs
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined || entry.untilMs > this.#nowMs()) return entry?.value
    this.#entries.delete(key)
    return undefined
  }

  set(key: string, value: Value, lifeMs: number): void {
    this.#entries.delete(key)
    this.#entries.set(key, { value, untilMs: this.#nowMs() + lifeMs })
    if (this.#entries.size <= this.#limit) return
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      break
    }
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }
}
