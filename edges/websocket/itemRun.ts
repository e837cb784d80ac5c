const NOTHING = new Uint8Array(0)

/**
 * Items on their way to the same receivers, in order. What lies side by side in one frame stays
 * one piece of it and is not copied.
 */
export class ItemRun {
  #pieces: Uint8Array[] = []
  #payload: Uint8Array | undefined
  #from = 0
  #to = 0

  get isEmpty(): boolean {
    return this.#payload === undefined && this.#pieces.length === 0
  }

  /** Adds the item that lies in `payload[from..to)`, whose bytes must not change. */
  add(payload: Uint8Array, from: number, to: number): void {
    if (this.#payload === payload && this.#to === from) {
      this.#to = to
      return
    }
    this.#close()
    this.#payload = payload
    this.#from = from
    this.#to = to
  }

  addItem(item: Uint8Array): void {
    this.#close()
    this.#pieces.push(item)
  }

  /** All of it in one, and begins anew. */
  take(): Uint8Array {
    this.#close()
    const pieces = this.#pieces
    if (pieces.length > 0) this.#pieces = []
    return pieces.length > 1 ? Buffer.concat(pieces) : (pieces[0] ?? NOTHING)
  }

  clear(): void {
    this.#pieces = []
    this.#payload = undefined
  }

  #close(): void {
    if (this.#payload === undefined) return
    this.#pieces.push(this.#payload.subarray(this.#from, this.#to))
    this.#payload = undefined
  }
}
