const FIRST_BYTES = 64

/** Bytes kept from one read to the next, up to a limit. Holds no memory while empty. */
export class ByteHold {
  #bytes: Buffer | undefined
  #length = 0

  get length(): number {
    return this.#length
  }

  /**
   * Keeps `chunk[from..to)`; false, and everything is let go, if that is more than `limit` bytes
   * in all.
   */
  append(chunk: Uint8Array, from: number, to: number, limit: number): boolean {
    const length = this.#length + to - from
    if (length > limit) {
      this.clear()
      return false
    }
    if (length === this.#length) return true
    const bytes = this.#room(length, limit)
    bytes.set(chunk.subarray(from, to), this.#length)
    this.#length = length
    return true
  }

  /** The bytes held: a view, good until the next call. */
  view(): Buffer {
    return this.#bytes === undefined ? Buffer.alloc(0) : this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#bytes = undefined
    this.#length = 0
  }

  #room(length: number, limit: number): Buffer {
    const old = this.#bytes
    if (old !== undefined && old.length >= length) return old
    // Not from Node's pool: a slice held for an hour would keep its whole pool block.
    const bytes = Buffer.allocUnsafeSlow(Math.min(limit, Math.max(FIRST_BYTES, length * 2)))
    if (old !== undefined) bytes.set(old.subarray(0, this.#length))
    this.#bytes = bytes
    return bytes
  }
}
