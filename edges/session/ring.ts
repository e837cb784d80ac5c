/**
 * The last few of many things, oldest first.
 *
 * An array that is pushed at one end and shifted at the other moves all it holds each time.
 */
export class Ring<T> {
  readonly #slots: (T | undefined)[]
  #first = 0
  #length = 0

  constructor(most: number) {
    this.#slots = new Array(most).fill(undefined)
  }

  get length(): number {
    return this.#length
  }

  /** Adds `item`. @returns the oldest, if it had to make room */
  push(item: T): T | undefined {
    const gone = this.#length === this.#slots.length ? this.shift() : undefined
    this.#slots[(this.#first + this.#length) % this.#slots.length] = item
    this.#length++
    return gone
  }

  /** Takes the oldest out. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined
    const gone = this.#slots[this.#first]
    this.#slots[this.#first] = undefined
    this.#first = (this.#first + 1) % this.#slots.length
    this.#length--
    return gone
  }

  toArray(): T[] {
    const { length } = this.#slots
    return Array.from({ length: this.#length }, (_, i) => this.#slots[(this.#first + i) % length]!)
  }
}
