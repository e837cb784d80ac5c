import { grown } from './shadow.ts'

const ROWS_MIN = 1_024

/** Where an entity is written down: which payload, where in it, and which sample it is like. */
export interface KeptPlace {
  sheet: number
  at: number
  sample: number
}

/**
 * Where entities are written down, in the order in which they came to where they are. Each has a
 * number here, which is another when it has moved.
 *
 * They are columns: an object for each of a hundred thousand would take five times the memory, and
 * would be copied twice before it is made use of once.
 */
export class KeptPlaces {
  /** 0: there is no entity of that number any longer. */
  #uids = new Float64Array(ROWS_MIN)
  #sheets = new Uint32Array(ROWS_MIN)
  #ats = new Uint32Array(ROWS_MIN)
  #samples = new Uint32Array(ROWS_MIN)
  #count = 0

  /** @returns its number */
  add(uid: number, { sheet, at, sample }: KeptPlace): number {
    const number = this.#count++
    if (number === this.#uids.length) this.makeRoom(1)
    this.#uids[number] = uid
    this.#sheets[number] = sheet
    this.#ats[number] = at
    this.#samples[number] = sample
    return number
  }

  delete(number: number): void {
    this.#uids[number] = 0
  }

  of(number: number): KeptPlace {
    return {
      sheet: this.#sheets[number]!,
      at: this.#ats[number]!,
      sample: this.#samples[number]!,
    }
  }

  forEach(use: (number: number, uid: number) => void): void {
    for (let number = 0; number < this.#count; number++) {
      const uid = this.#uids[number]!
      if (uid !== 0) use(number, uid)
    }
  }

  /** Makes room for so many more: to grow is to copy. */
  makeRoom(count: number): void {
    let rows = this.#uids.length
    while (rows < this.#count + count) rows *= 2
    if (rows === this.#uids.length) return
    this.#uids = grown(this.#uids, rows)
    this.#sheets = grown(this.#sheets, rows)
    this.#ats = grown(this.#ats, rows)
    this.#samples = grown(this.#samples, rows)
  }
}
