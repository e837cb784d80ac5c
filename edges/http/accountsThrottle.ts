import type { Presence } from '#edges/presence/presence.ts'
import type { TriesRule, TryStep } from '#edges/presence/tries.ts'

/**
 * Makes each key (a name, an address) wait longer and longer between its tries, but never for
 * ever: at all edges together, if they can reach each other. Asking while one has to wait costs
 * nothing.
 */
export class Throttle {
  readonly #presence: Presence
  readonly #kind: string
  readonly #rule: TriesRule

  /** @param kind  what is tried: keys of two kinds have nothing to do with each other */
  constructor(presence: Presence, kind: string, rule: TriesRule) {
    this.#presence = presence
    this.#kind = kind
    this.#rule = rule
  }

  /** Milliseconds until `key` may try; 0 when it may now. */
  waitMs(key: string): Promise<number> {
    return this.#step(key, 'ask')
  }

  /** Counts a try of `key` if it may, so that of many at once no more are let through. */
  attempt(key: string): Promise<number> {
    return this.#step(key, 'try')
  }

  async count(key: string): Promise<void> {
    await this.#step(key, 'count')
  }

  /** Takes one counted try back: it came to nothing for a reason that is not the player's. */
  async uncount(key: string): Promise<void> {
    await this.#step(key, 'uncount')
  }

  async forget(key: string): Promise<void> {
    await this.#step(key, 'forget')
  }

  #step(key: string, step: TryStep): Promise<number> {
    return this.#presence.tries(`${this.#kind} ${key}`, this.#rule, step)
  }
}
