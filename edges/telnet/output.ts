import type { ByteStream } from './byteStream.ts'
import { COMPRESSION_MARKER, CompressedStream } from './compression.ts'
import { networkText } from './encoder.ts'
import { flushAtTurnEnd } from './turnEnd.ts'

/**
 * [limit] What may wait in memory for a client to read it, beyond what the system holds: one for
 * whom something waits, and with what it is now to be told more than this, is cut.
 */
export const BACKLOG_BYTES_MAX = 64 * 1024
/** About what Node needs for a write that waits, beside its bytes: most are short. */
const WRITE_BYTES = 512
/** So much is written before the turn of the event loop is over: it may have to wait. */
export const TURN_BYTES_MAX = 16 * 1024

type Sink = Pick<ByteStream, 'write' | 'end' | 'writable' | 'writableLength'>

/**
 * The way out of one connection: all that one turn of the event loop writes leaves in one socket
 * write, or in several if it is long, compressed where the client asked for it.
 */
export class Output {
  readonly #socket: Sink
  readonly #tooSlow: () => void
  #parts: (string | Buffer)[] = []
  /** Bytes of `#parts`, counted as one for each UTF-16 unit of text. */
  #partsLength = 0
  /** Writes that waited, or may still wait, since the socket had nothing to write. */
  #writesWaiting = 0
  #compressed: CompressedStream | undefined
  #closed = false

  /**
   * @param tooSlow  called when more waits than may; what waits in here is dropped
   */
  constructor(socket: Sink, tooSlow: () => void) {
    this.#socket = socket
    this.#tooSlow = tooSlow
  }

  text(text: string): void {
    this.#add(networkText(text))
  }

  /** Bytes that are already telnet. */
  bytes(bytes: Buffer): void {
    this.#add(bytes)
  }

  flush(): void {
    if (this.#partsLength === 0) return
    const plain = this.#take()
    if (!this.#socket.writable) return
    if (this.#socket.writableLength === 0) this.#writesWaiting = 0
    this.#socket.write(this.#compressed === undefined ? plain : this.#compressed.piece(plain))
    if (this.#socket.writableLength > 0) this.#writesWaiting++
  }

  /** The marker leaves alone: Mudlet shows garbage if its five bytes arrive in two reads. */
  startCompression(): void {
    this.flush()
    if (this.#closed || !this.#socket.writable) return
    this.#socket.write(COMPRESSION_MARKER)
    this.#compressed = new CompressedStream()
  }

  stopCompression(): void {
    this.flush()
    if (this.#compressed !== undefined && this.#socket.writable) {
      this.#socket.write(this.#compressed.finish())
    }
    this.#compressed = undefined
  }

  /**
   * Sends what waits, then `goodbye` past any limit, and ends our side; later writes are dropped.
   */
  end(goodbye: string): void {
    if (goodbye !== '') this.#push(networkText(goodbye))
    this.stopCompression()
    this.#closed = true
    this.#socket.end()
  }

  /** A long text is no sign of one who is slow; a long text on top of what waits is. */
  #isSlowFor(added: number): boolean {
    const bytes = this.#socket.writableLength
    const writes = this.#writesWaiting * WRITE_BYTES
    return bytes > 0 && bytes + writes + this.#partsLength + added > BACKLOG_BYTES_MAX
  }

  #add(part: string | Buffer): void {
    if (this.#closed || part.length === 0) return
    if (!this.#isSlowFor(part.length)) return this.#push(part)
    this.#parts = []
    this.#partsLength = 0
    this.#tooSlow()
  }

  #push(part: string | Buffer): void {
    this.#partsLength += part.length
    if (this.#parts.push(part) === 1) flushAtTurnEnd(this)
    if (this.#partsLength > TURN_BYTES_MAX) this.flush()
  }

  #take(): Buffer {
    const parts = this.#parts
    this.#parts = []
    this.#partsLength = 0
    if (parts.length === 1) return toBuffer(parts[0]!)
    return parts.every((part) => typeof part === 'string')
      ? Buffer.from(parts.join(''))
      : Buffer.concat(parts.map(toBuffer))
  }
}

function toBuffer(part: string | Buffer): Buffer {
  return typeof part === 'string' ? Buffer.from(part) : part
}
