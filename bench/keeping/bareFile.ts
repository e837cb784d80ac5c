import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Large enough that what is written over was long ago, and small beside any disk. */
const FILE_BYTES = 32 * 2 ** 20

/**
 * A file of a fixed length that is written over again and again: the least that a disk can be asked
 * for to keep something. A file that grew would cost an update of its inode each time.
 */
export class BareFile {
  readonly #path: string
  readonly #file: number
  #at = 0

  constructor(folder: string) {
    this.#path = join(folder, 'bare')
    this.#file = openSync(this.#path, 'w')
    const zeros = new Uint8Array(2 ** 20)
    for (let at = 0; at < FILE_BYTES; at += zeros.length) writeSync(this.#file, zeros)
    fsyncSync(this.#file)
  }

  /** Writes `bytes`; they are on the disk when it returns. */
  keep(bytes: Uint8Array): void {
    if (this.#at + bytes.length > FILE_BYTES) this.#at = 0
    writeSync(this.#file, bytes, 0, bytes.length, this.#at)
    fdatasyncSync(this.#file)
    this.#at += bytes.length
  }

  close(): void {
    closeSync(this.#file)
    rmSync(this.#path)
  }
}
