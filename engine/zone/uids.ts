import assert from 'node:assert'
import type { UidRange } from '#engine/persistence/store.ts'

/** Uids that a zone is given at a time. */
export const UID_BLOCK = 2 ** 20

/** When fewer are left, more are asked for: enough for hours of resets. */
const LOW_WATER = UID_BLOCK / 4

/** Gives out uids from the blocks that the database has reserved for this zone. */
export class UidSource {
  #next: number
  #last: number
  #later: UidRange | undefined
  #asked = false
  readonly #askForMore: () => void

  /** @param askForMore  called once when few are left; the answer comes by `add` */
  constructor({ first, last }: UidRange, askForMore: () => void) {
    this.#next = first
    this.#last = last
    this.#askForMore = askForMore
  }

  /** A uid that no entity has had. */
  next(): number {
    if (this.#next > this.#last) this.#turnOver()
    if (!this.#asked && this.#left() < LOW_WATER) {
      this.#asked = true
      this.#askForMore()
    }
    return this.#next++
  }

  /** Adds a block for when the present one is used up. */
  add(range: UidRange): void {
    this.#later = range
    this.#asked = false
  }

  #left(): number {
    const later = this.#later ? this.#later.last - this.#later.first + 1 : 0
    return this.#last - this.#next + 1 + later
  }

  #turnOver(): void {
    assert(this.#later, 'A zone has used all its uids and was given no more')
    this.#next = this.#later.first
    this.#last = this.#later.last
    this.#later = undefined
  }
}
