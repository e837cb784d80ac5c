export interface ThrottleOptions {
  /** Tries that cost no waiting. */
  free: number
  /** The wait after the last free try; it doubles with each further one. */
  firstWaitMs: number
  longestWaitMs: number
  /** A key with no try for so long is as good as new. */
  forgetMs: number
  /** Keys remembered; beyond, the one whose last try is longest ago is forgotten. */
  limit: number
  nowMs: () => number
}

interface Tries {
  count: number
  lastMs: number
}

/**
 * Makes each key (a name, an address) wait longer and longer between its tries, but never for
 * ever. Asking while one has to wait costs nothing.
 */
export class Throttle {
  readonly #options: ThrottleOptions
  /** In the order of their last try. */
  readonly #tries = new Map<string, Tries>()

  constructor(options: ThrottleOptions) {
    this.#options = options
  }

  /** Milliseconds until `key` may try; 0 when it may now. */
  waitMs(key: string): number {
    const { free, firstWaitMs, longestWaitMs, nowMs } = this.#options
    const tries = this.#recent(key)
    if (tries === undefined || tries.count < free) return 0
    const waitMs = Math.min(firstWaitMs * 2 ** (tries.count - free), longestWaitMs)
    return Math.max(0, tries.lastMs + waitMs - nowMs())
  }

  count(key: string): void {
    const count = (this.#recent(key)?.count ?? 0) + 1
    this.#tries.delete(key)
    this.#tries.set(key, { count, lastMs: this.#options.nowMs() })
    if (this.#tries.size <= this.#options.limit) return
    for (const oldest of this.#tries.keys()) {
      this.#tries.delete(oldest)
      break
    }
  }

  /** Takes one counted try back: it came to nothing for a reason that is not the player's. */
  uncount(key: string): void {
    const tries = this.#tries.get(key)
    if (tries === undefined) return
    tries.count -= 1
    if (tries.count === 0) this.#tries.delete(key)
  }

  forget(key: string): void {
    this.#tries.delete(key)
  }

  #recent(key: string): Tries | undefined {
    const tries = this.#tries.get(key)
    if (tries === undefined) return undefined
    if (this.#options.nowMs() - tries.lastMs < this.#options.forgetMs) return tries
    this.#tries.delete(key)
    return undefined
  }
}
