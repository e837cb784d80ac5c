import type { Clock } from './clock.ts'

export interface BucketOptions {
  clock: Clock
  /** Tokens gained in a second. */
  perSecond: number
  /** Tokens that a full one holds. */
  burst: number
}

/** Tokens for what may be done so often: a pause fills it, each doing takes one. */
export class Bucket {
  readonly #options: BucketOptions
  #tokens: number
  #filledAt: number

  constructor(options: BucketOptions) {
    this.#options = options
    this.#tokens = options.burst
    this.#filledAt = options.clock.now()
  }

  /** Takes a token and returns 0, or returns the milliseconds until there is one. */
  take(): number {
    const { clock, perSecond, burst } = this.#options
    const now = clock.now()
    const gained = ((now - this.#filledAt) * perSecond) / 1000
    this.#tokens = Math.min(burst, this.#tokens + gained)
    this.#filledAt = now
    if (this.#tokens >= 1) {
      this.#tokens--
      return 0
    }
    return Math.ceil(((1 - this.#tokens) * 1000) / perSecond)
  }
}
