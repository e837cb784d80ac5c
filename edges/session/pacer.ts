import type { Clock } from './clock.ts'

/** In the long run what a player did not ask for is written so often, however much there is. */
export const UNASKED_EVERY_MS = 100

/** So many writes may follow one another at once after a quiet time: a talk feels immediate. */
export const UNASKED_BURST = 10

/** One who has something to write. */
export interface Paced {
  /** Writes all that waits. */
  writeNow(): void
}

/**
 * Gathers, in busy places, what players did not ask for.
 *
 * Each write costs a system call, whatever its size: among hundreds of people who walk and talk,
 * writing to each of them for each thing that happens would take most of a core. Answers never
 * wait, and take what waits along.
 */
export class Pacer {
  readonly #clock: Clock
  readonly #waiting = new Set<Paced>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Has `paced` write a little later, together with others. */
  defer(paced: Paced): void {
    this.#waiting.add(paced)
    if (this.#waiting.size === 1) this.#clock.after(UNASKED_EVERY_MS, () => this.#writeAll())
  }

  #writeAll(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const paced of waiting) paced.writeNow()
  }

  /** The pace of one session. */
  pace(): Pace {
    return new Pace(this.#clock)
  }
}

/** How much one session may write unasked just now. */
export class Pace {
  readonly #clock: Clock
  #left = UNASKED_BURST
  #atMs: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#atMs = clock.now()
  }

  /** Takes one write; false if it has to wait. */
  take(): boolean {
    const now = this.#clock.now()
    this.#left = Math.min(UNASKED_BURST, this.#left + (now - this.#atMs) / UNASKED_EVERY_MS)
    this.#atMs = now
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
