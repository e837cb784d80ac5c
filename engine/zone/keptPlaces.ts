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
    if (number === this.#uids.length) this.#grow()
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

  #grow(): void {
    const uids = new Float64Array(this.#count * 2)
    uids.set(this.#uids)
    this.#uids = uids
    this.#sheets = doubled(this.#sheets)
    this.#ats = doubled(this.#ats)
    this.#samples = doubled(this.#samples)
  }
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(values.length * 2)
  more.set(values)
  return more
}
