import { ByteWriter, ProtocolError } from '#protocol/bytes.ts'
import { type Entry, type Placed, readEntry, writeEntry } from './entry.ts'
import { decodeHeader, encodeHeader, type RecordingHeader } from './header.ts'

/** What every recording begins with; the byte after it is the version of its form. */
const MARK = new TextEncoder().encode('LOAMREC')

/** The form of recordings that this code writes and reads. */
export const FORMAT_VERSION = 2

/** So far behind an entry that cannot be read others are looked for. */
const LOOKED_THROUGH_BYTES = 65_536

/** A file that cannot be replayed, in one plain sentence. */
export class RecordingError extends Error {
  readonly code = 'RECORDING_UNREADABLE'
}

/** The beginning of a recording. */
export function startOfRecording(header: RecordingHeader): Uint8Array {
  const out = new ByteWriter()
  out.raw(MARK)
  out.u8(FORMAT_VERSION)
  writeEntry(out, { kind: 'header', header: encodeHeader(header) })
  return out.take()
}

/** How the bytes of a recording end. */
export type Tail =
  /** With the entry that says so. */
  | 'whole'
  /** Behind a whole entry, as while it is still written. */
  | 'open'
  /** Within an entry: whoever wrote it was cut off. */
  | 'torn'
  /** Before an entry that is not what was written, and others that are. */
  | 'damaged'

/** A recording, read entry by entry. */
export class RecordingReader {
  readonly header: RecordingHeader
  readonly #bytes: Uint8Array
  #at: number
  #tail: Tail | undefined

  /** @throws {RecordingError} if the bytes are no recording, or one of another form */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    const isRecording = MARK.every((byte, i) => bytes[i] === byte)
    if (!isRecording) throw new RecordingError('it is no recording of Loam')
    const version = bytes[MARK.length] ?? 0
    if (version !== FORMAT_VERSION) {
      throw new RecordingError(
        `its form is version ${version}, and this Loam knows ${FORMAT_VERSION} only: ` +
          'replay it with the Loam that wrote it',
      )
    }
    this.#at = MARK.length + 1
    const first = this.#take()
    if (first?.kind !== 'header') throw new RecordingError('its beginning is not whole')
    this.header = headerOf(first.header)
  }

  /** Bytes read so far. */
  get at(): number {
    return this.#at
  }

  /** How it ends, once `next` has found that. */
  get tail(): Tail | undefined {
    return this.#tail
  }

  /** The next whole entry; undefined behind the last. */
  next(): Entry | undefined {
    const entry = this.#take()
    if (entry?.kind === 'end') this.#tail = 'whole'
    return entry
  }

  #take(): Entry | undefined {
    if (this.#tail) return undefined
    if (this.#at >= this.#bytes.length) {
      this.#tail = 'open'
      return undefined
    }
    const placed = entryAt(this.#bytes, this.#at)
    if (placed) this.#at = placed.next
    else this.#tail = this.#isFollowedByEntries() ? 'damaged' : 'torn'
    return placed?.entry
  }

  /** A crash leaves the beginning of an entry, or rubbish, and nothing whole behind it. */
  #isFollowedByEntries(): boolean {
    const end = Math.min(this.#bytes.length, this.#at + LOOKED_THROUGH_BYTES)
    for (let at = this.#at + 1; at < end; at++) if (entryAt(this.#bytes, at)) return true
    return false
  }
}

/** The whole entry at `at`, if there is one. */
function entryAt(bytes: Uint8Array, at: number): Placed | undefined {
  try {
    return readEntry(bytes, at)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function headerOf(bytes: Uint8Array): RecordingHeader {
  try {
    return decodeHeader(bytes)
  } catch (error) {
    throw new RecordingError('its beginning cannot be understood', { cause: error })
  }
}
