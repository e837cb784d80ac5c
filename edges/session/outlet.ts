import type { Pace, Paced, Pacer } from './pacer.ts'

/** [limit] What waits for more to be said, in UTF-16 units: more than this is written at once. */
const WAITING_MAX = 16 * 1024

interface OutletOptions {
  pacer: Pacer
  /** The answer is about to come, and takes along what waits. */
  holds(): boolean
  /**
   * Writes whole lines, and the prompt where one belongs.
   *
   * @param answers  they answer a line of the player's; there may be none
   */
  write(text: string, answers: boolean): void
}

/** What one player is to read next: gathered, and written together with one prompt. */
export class Outlet implements Paced {
  readonly #options: OutletOptions
  readonly #pace: Pace
  #text = ''
  #answers = false
  #isClosed = false

  constructor(options: OutletOptions) {
    this.#options = options
    this.#pace = options.pacer.pace()
  }

  add(text: string): void {
    if (!this.#isClosed) this.#text += text
  }

  /** What waits answers a line of the player's. */
  answers(): void {
    this.#answers = true
  }

  /** Writes what waits; in a busy place what was not asked for waits a little for more. */
  flush(): void {
    if (this.#text.length > WAITING_MAX) return this.#writeAll()
    if (this.#options.holds()) return
    if (this.#answers || this.#text === '' || this.#pace.take()) this.#writeAll()
    else this.#options.pacer.defer(this)
  }

  writeNow(): void {
    if (this.#text === '' || this.#options.holds()) return
    this.#pace.take()
    this.#writeAll()
  }

  /** Nothing more is written. @returns what waited */
  close(): string {
    this.#isClosed = true
    const text = this.#text
    this.#text = ''
    return text
  }

  #writeAll(): void {
    const text = this.#text
    const answers = this.#answers
    if (this.#isClosed || (text === '' && !answers)) return
    this.#text = ''
    this.#answers = false
    this.#options.write(text, answers)
  }
}
