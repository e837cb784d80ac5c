import { closeSync, openSync, write, writeSync } from 'node:fs'

/** Bytes that wait for a disk: with more of them it will not catch up. */
const WAITING_BYTES_MAX = 32 * 1024 * 1024

/** Players typed what is in it: nobody else may read it. */
const MODE = 0o600

/** Why a file could not be gone on with. */
export type FileFault = (words: string) => void

interface Piece {
  /** Where it belongs in the file. */
  at: number
  bytes: Uint8Array
}

/**
 * A file that grows, written beside the thread's own work: one write after the other, by the pool
 * of threads that Node keeps for it.
 */
export class RecordingFile {
  readonly #descriptor: number
  readonly #onFault: FileFault
  /** Not written yet; the first is being written. */
  #waiting: Piece[] = []
  #waitingBytes = 0
  #end = 0
  #isWriting = false
  #isClosing = false
  #isClosed = false
  #hasFailed = false

  /**
   * @param descriptor  of an empty file
   * @param onFault     told once why no more is written
   */
  constructor(descriptor: number, onFault: FileFault) {
    this.#descriptor = descriptor
    this.#onFault = onFault
  }

  /** @throws {Error} of node:fs if the file cannot be made, or is there already */
  static create(path: string, onFault: FileFault): RecordingFile {
    return new RecordingFile(openSync(path, 'wx', MODE), onFault)
  }

  /** Adds `bytes`, which belong to the file from now on. */
  append(bytes: Uint8Array): void {
    if (this.#hasFailed || this.#isClosing || bytes.length === 0) return
    this.#waiting.push({ at: this.#end, bytes })
    this.#end += bytes.length
    this.#waitingBytes += bytes.length
    if (this.#waitingBytes > WAITING_BYTES_MAX) this.#fail('the disk is too slow for it')
    else this.#writeNext()
  }

  /** Writes what waits before it returns: for a thread that is about to end. */
  appendNow(bytes: Uint8Array): void {
    this.append(bytes)
    try {
      // What is being written is written twice, to the same place.
      for (const piece of this.#waiting) this.#writeNow(piece)
    } catch (error) {
      this.#fail(reasonOf(error))
    }
  }

  #writeNow({ at, bytes }: Piece): void {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, at + done)
    }
  }

  /** Closes the file once all is written. */
  close(): void {
    if (this.#isClosing) return
    this.#isClosing = true
    this.#closeIfDone()
  }

  #writeNext(): void {
    const first = this.#waiting[0]
    if (this.#isWriting || !first) return
    this.#isWriting = true
    const { at, bytes } = first
    write(this.#descriptor, bytes, 0, bytes.length, at, (error, written) => {
      this.#isWriting = false
      if (error) this.#fail(error.message)
      else if (!this.#hasFailed) this.#wrote(first, written)
      this.#closeIfDone()
    })
  }

  #wrote(piece: Piece, bytes: number): void {
    this.#waitingBytes -= bytes
    piece.at += bytes
    piece.bytes = piece.bytes.subarray(bytes)
    if (piece.bytes.length === 0) this.#waiting.shift()
    this.#writeNext()
  }

  #fail(words: string): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#isClosing = true
    this.#waiting = []
    this.#waitingBytes = 0
    this.#onFault(words)
  }

  #closeIfDone(): void {
    const isDone = this.#isClosing && !this.#isWriting && this.#waiting.length === 0
    if (!isDone || this.#isClosed) return
    this.#isClosed = true
    closeSync(this.#descriptor)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
