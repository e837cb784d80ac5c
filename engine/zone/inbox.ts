import type { Intent } from '#protocol/intent.ts'

/** An intent and the edge that brought it. */
export interface Delivered {
  edge: string
  intent: Intent
}

/**
 * Intents that may wait for a turn. Edges keep a session to eight, so this is thousands at work.
 */
export const INBOX_MAX = 16_384

/**
 * What edges have brought and no turn has drained. When it is full, what comes is handed back to
 * be answered "too busy": nothing already taken is thrown out.
 */
export class Inbox {
  #waiting: Delivered[] = []

  get depth(): number {
    return this.#waiting.length
  }

  /** @returns false if there was no room */
  push(delivered: Delivered): boolean {
    if (this.#waiting.length >= INBOX_MAX) return false
    this.#waiting.push(delivered)
    return true
  }

  /** Takes the oldest, `max` at most. */
  drain(max: number): Delivered[] {
    if (this.#waiting.length <= max) {
      const all = this.#waiting
      this.#waiting = []
      return all
    }
    return this.#waiting.splice(0, max)
  }
}
