import type { KeptSnapshot } from './journal.ts'
import { isDiskFull, type Trouble } from './trouble.ts'

const MEGABYTE = 2 ** 20

/** The journal is left so much room … */
const LEFT_BYTES = 16 * MEGABYTE
/** … beside what a snapshot takes: its pages, and all of them once more in the log before. */
const BYTES_PER_BYTE = 3

/** Where what is left is not known, one that found no room is followed by none for so long. */
const REST_MS = 10 * 60_000

export interface SnapshotRoomOptions {
  freeBytes(): number | undefined
  now(): number
  trouble: Trouble
}

/**
 * Sees to it that snapshots do not take the last bytes of a disk from the journal.
 *
 * A snapshot only makes recovery shorter: one that is put off costs nothing but time, while
 * a record that finds no room stops the world.
 */
export class SnapshotRoom {
  readonly #options: SnapshotRoomOptions
  #restsUntilMs = 0

  constructor(options: SnapshotRoomOptions) {
    this.#options = options
  }

  isThereFor({ payload }: Pick<KeptSnapshot, 'payload'>): boolean {
    const { freeBytes, now, trouble } = this.#options
    if (now() < this.#restsUntilMs) return false
    const free = freeBytes()
    if (free === undefined || free >= LEFT_BYTES + payload.length * BYTES_PER_BYTE) return true
    const left = Math.floor(free / MEGABYTE)
    trouble.failed(new Error(`the disk of the database has ${left} MB left, for the journal alone`))
    return false
  }

  kept(): void {
    this.#options.trouble.succeeded()
  }

  failed(error: unknown): void {
    if (isDiskFull(error)) this.#restsUntilMs = this.#options.now() + REST_MS
    this.#options.trouble.failed(error)
  }
}
