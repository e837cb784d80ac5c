/** A message is no larger than this; a larger one is dropped by whoever would send it. */
export const MESSAGE_MAX = 32 * 1024 * 1024
/** Pieces of all senders that wait for the rest of theirs. */
const WAITING_MAX = 2 * MESSAGE_MAX

/** Where a piece belongs. */
export interface PieceOf {
  sender: string
  /** The sender's number of the message. */
  message: number
  /** Of the whole message, in bytes. */
  size: number
  /** Where in it the piece begins. */
  at: number
}

interface Whole {
  message: number
  bytes: Uint8Array
  filled: number
}

/** Cuts a message into pieces of `pieceMax` bytes at most. */
export function* cut(
  payload: Uint8Array,
  pieceMax: number,
): Iterable<{ at: number; piece: Uint8Array }> {
  for (let at = 0; at < payload.length; at += pieceMax) {
    yield { at, piece: payload.subarray(at, at + pieceMax) }
  }
}

/**
 * Puts messages together again that were cut into pieces.
 *
 * A sender sends the pieces of one message one behind the other, so that each has one message at
 * most under way. A lost piece loses its message whole; what waits longest goes first when
 * too much waits.
 */
export class Pieces {
  /** In the order of their beginnings. */
  readonly #bySender = new Map<string, Whole>()
  #waiting = 0

  add({ sender, message, size, at }: PieceOf, piece: Uint8Array): void {
    if (at === 0) this.#begin(sender, message, size)
    const whole = this.#bySender.get(sender)
    if (whole?.message !== message) return
    if (whole.filled !== at || at + piece.length > whole.bytes.length) return this.forget(sender)
    whole.bytes.set(piece, at)
    whole.filled += piece.length
  }

  /** The message, which is still kept, if all of it came. */
  get(sender: string, message: number): Uint8Array | undefined {
    const whole = this.#bySender.get(sender)
    if (whole?.message !== message || whole.filled < whole.bytes.length) return undefined
    return whole.bytes
  }

  forget(sender: string): void {
    this.#waiting -= this.#bySender.get(sender)?.bytes.length ?? 0
    this.#bySender.delete(sender)
  }

  #begin(sender: string, message: number, size: number): void {
    this.forget(sender)
    if (!(size > 0 && size <= MESSAGE_MAX)) return
    for (const oldest of this.#bySender.keys()) {
      if (this.#waiting + size <= WAITING_MAX) break
      this.forget(oldest)
    }
    this.#waiting += size
    this.#bySender.set(sender, { message, bytes: new Uint8Array(size), filled: 0 })
  }
}
