import pg from 'pg'
import { DISK_FULL_WORDS, isNextToNothing, tellsOfFullDisk } from '#migrations/diskSpace.ts'
import { reasonOf } from '#migrations/errors.ts'

/** PostgreSQL's code for it. */
const DISK_FULL = '53100'

/** What lasts is said again so often. */
const SAY_EVERY_MS = 30_000

export interface TroubleOptions {
  /** What fails, after "could not". */
  action: string
  now(): number
  /** Bytes left on the database's disk; undefined if that is not known. */
  freeBytes(): number | undefined
  /** Tells the operator; without an error: that it is over. */
  say(words: string, error?: unknown): void
}

/**
 * Something that is tried until it succeeds, and what the operator is told of it meanwhile: the
 * first failure at once, then one line in half a minute, and the end.
 */
export class Trouble {
  readonly #options: TroubleOptions
  #sinceMs = 0
  #saidMs = 0
  #hasSaidFull = false
  #words: string | undefined

  constructor(options: TroubleOptions) {
    this.#options = options
  }

  /** Why it fails at present, in words; undefined while it does not. */
  get words(): string | undefined {
    return this.#words
  }

  failed(error: unknown): void {
    const { action, now, freeBytes, say } = this.#options
    const isFirst = this.#words === undefined
    if (isFirst) this.#sinceMs = now()
    const isFull = isDiskFull(error) || isNextToNothing(freeBytes())
    this.#words = `could not ${action}: ${isFull ? DISK_FULL_WORDS : reasonOf(error)}`
    const isNews = isFirst || (isFull && !this.#hasSaidFull)
    if (!isNews && now() - this.#saidMs < SAY_EVERY_MS) return
    this.#hasSaidFull ||= isFull
    this.#saidMs = now()
    say(this.#words, error)
  }

  succeeded(): void {
    if (this.#words === undefined) return
    this.#words = undefined
    this.#hasSaidFull = false
    const { action, now, say } = this.#options
    const seconds = Math.round((now() - this.#sinceMs) / 1000)
    say(`could again ${action}, after ${seconds} s`)
  }
}

/** Whether `error` says that the database has no room left. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof pg.DatabaseError && error.code === DISK_FULL) return true
  return tellsOfFullDisk(reasonOf(error))
}
