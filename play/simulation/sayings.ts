import type { SharedEvent } from '#edges/session/sharedEvent.ts'

const WORDS = /mark (\d+)/i

/**
 * What players say, each a number of its own: within one run of a zone nobody hears one twice, and
 * of one speaker each hears them in the order in which they were typed.
 */
export class Sayings {
  readonly #violation: (words: string) => void
  /** The run of the zone whose frame is being read. */
  readonly #run: () => string
  readonly #last = new Map<string, number>()
  #number = 0

  constructor(run: () => string, violation: (words: string) => void) {
    this.#run = run
    this.#violation = violation
  }

  /** The line that says the next. */
  next(): string {
    return `say mark ${++this.#number}`
  }

  heard(by: { name: string }, { fields, actorName }: SharedEvent): void {
    const number = Number(WORDS.exec(String(fields['text']))?.[1])
    if (Number.isNaN(number)) return
    const key = `${by.name} hears ${actorName} in ${this.#run()}`
    const last = this.#last.get(key) ?? 0
    if (number <= last) this.#violation(`${key} say ${number} after ${last}`)
    this.#last.set(key, number)
  }
}
