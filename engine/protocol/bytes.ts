/** Thrown when bytes are not what SPEC.md says: cut short, too long, or of an unknown form. */
export class ProtocolError extends Error {
  readonly code = 'PROTOCOL_INVALID'
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Strings longer than this are refused by readers [B4]. */
const STRING_BYTES_MAX = 2 ** 16

/** Texts up to this length are read and written letter by letter if they are ASCII. */
const SHORT = 48

const START_BYTES = 256
const TWO_32 = 2 ** 32

/** Writes bytes into one growing buffer, which is used again after `reset`. */
export class ByteWriter {
  #bytes = new Uint8Array(START_BYTES)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  get length(): number {
    return this.#length
  }

  reset(): void {
    this.#length = 0
  }

  /** The bytes written so far, as a view that the next write may change. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** A copy of the bytes written so far. */
  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  u8(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  /** [B1] Seven bits a byte, low ones first. `value` is a whole number, `0 <= value < 2^53`. */
  varint(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest >= TWO_32) {
      this.#bytes[this.#length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    let low = rest >>> 0
    while (low > 127) {
      this.#bytes[this.#length++] = (low & 127) | 128
      low >>>= 7
    }
    this.#bytes[this.#length++] = low
  }

  /** [B2] A whole number with a sign, `|value| < 2^52`. */
  signed(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2)
  }

  f32(value: number): void {
    this.#reserve(4)
    this.#view.setFloat32(this.#length, value, true)
    this.#length += 4
  }

  f64(value: number): void {
    this.#reserve(8)
    this.#view.setFloat64(this.#length, value, true)
    this.#length += 8
  }

  /** [B4] Length in bytes, then UTF-8. */
  text(value: string): void {
    const bytesMax = value.length * 3
    this.#reserve(bytesMax + 8)
    if (value.length <= SHORT && this.#shortAscii(value)) return
    this.bytes(encoder.encode(value))
  }

  /** Writes `value` if it is ASCII: a call of the encoder costs more than so few letters. */
  #shortAscii(value: string): boolean {
    const start = this.#length + 1
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i)
      if (unit > 127) return false
      this.#bytes[start + i] = unit
    }
    this.#bytes[this.#length] = value.length
    this.#length = start + value.length
    return true
  }

  /** Length, then the bytes. */
  bytes(value: Uint8Array): void {
    this.varint(value.length)
    this.raw(value)
  }

  /** The bytes alone. */
  raw(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + bytes))
    grown.set(this.#bytes)
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }
}

/**
 * Reads what `ByteWriter` writes. Every method throws {ProtocolError} where the bytes end too
 * soon.
 */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  /** How many bytes were read, from the beginning. */
  get at(): number {
    return this.#at
  }

  /** Goes back or forth to where `at` was so many. */
  goTo(at: number): void {
    this.#at = at
  }

  /** Passes over some bytes. */
  skip(count: number): void {
    this.#need(count)
    this.#at += count
  }

  u8(): number {
    if (this.atEnd) throw new ProtocolError('Cannot read a byte: the message ends')
    return this.#bytes[this.#at++]!
  }

  varint(): number {
    // Most are small: a loop would take three times as long.
    const first = this.#bytes[this.#at]!
    if (first < 128) {
      this.#at++
      return first
    }
    return this.#longVarint()
  }

  #longVarint(): number {
    let value = 0
    let scale = 1
    for (let count = 0; count < 8; count++) {
      const byte = this.u8()
      value += (byte & 127) * scale
      if (byte < 128) {
        if (value > Number.MAX_SAFE_INTEGER) break
        return value
      }
      scale *= 128
    }
    throw new ProtocolError('Cannot read a number: it is beyond 2^53')
  }

  signed(): number {
    const value = this.varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  f32(): number {
    this.#need(4)
    this.#at += 4
    return this.#view.getFloat32(this.#at - 4, true)
  }

  f64(): number {
    this.#need(8)
    this.#at += 8
    return this.#view.getFloat64(this.#at - 8, true)
  }

  text(): string {
    const length = this.#textLength()
    const start = this.#at
    this.skip(length)
    if (length <= SHORT) return shortText(this.#bytes, start, this.#at)
    return decoder.decode(this.#bytes.subarray(start, this.#at))
  }

  skipText(): void {
    this.skip(this.#textLength())
  }

  #textLength(): number {
    const length = this.varint()
    if (length <= STRING_BYTES_MAX) return length
    throw new ProtocolError(`Cannot read a string of ${length} bytes: ${STRING_BYTES_MAX} is most`)
  }

  /** A view of the bytes, not a copy. */
  bytes(): Uint8Array {
    return this.#span(this.varint())
  }

  #span(length: number): Uint8Array {
    this.skip(length)
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  #need(count: number): void {
    if (this.left < count) {
      throw new ProtocolError(`Cannot read ${count} bytes: the message ends after ${this.left}`)
    }
  }
}

/** Short texts that were read of late, each at the place that its bytes lead to. */
const RECENT = 1024 // a power of two
const recent: string[] = new Array(RECENT).fill('')

/**
 * The text that `bytes` are between two places.
 *
 * Most short texts are names that come again and again: to compare takes a third of the time that
 * a new text takes, and no memory.
 */
function shortText(bytes: Uint8Array, from: number, to: number): string {
  let hash = to - from
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0
  const place = hash & (RECENT - 1)
  const known = recent[place]!
  if (isAscii(known, bytes, from, to)) return known
  const text = shortAscii(bytes, from, to) || decoder.decode(bytes.subarray(from, to))
  recent[place] = text
  return text
}

/** Whether `text`, all ASCII, is what `bytes` are between two places. */
function isAscii(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!
    if (byte > 127 || text.charCodeAt(i - from) !== byte) return false
  }
  return true
}

/** The text that `bytes` are between two places, if all are ASCII; else nothing. */
function shortAscii(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!
    if (byte > 127) return ''
    text += String.fromCharCode(byte)
  }
  return text
}
