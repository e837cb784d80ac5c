import assert from 'node:assert'
import type { Timer } from '#engine/timer.ts'
import { FencedError, type JournalRecord, type JournalStore, type Lease } from './journal.ts'

/** One append carries no more than this, but always one record. */
const BATCH_RECORDS_MAX = 5_000
const BATCH_BYTES_MAX = 4 * 2 ** 20
const HALVINGS_MAX = 6 // after as many failures in a row: 64 KB

/** With this much waiting the writer is full: zones must pause. */
const WAITING_RECORDS_MAX = 20_000
const WAITING_BYTES_MAX = 64 * 2 ** 20

/** What zones had under way when it became full is still taken, up to so many times that. */
const OVERFLOW = 2

const RETRY_MS_MIN = 100
const RETRY_MS_MAX = 2_000

class JournalFullError extends Error {
  readonly code = 'JOURNAL_FULL'
}

export interface JournalWriterOptions {
  /**
   * Told that a lease is lost, and again for each record that still comes under it: none is kept.
   */
  onFenced(lease: Lease): void
  /** Told of each try that failed, and when the next one comes. */
  onTrouble(error: unknown, retryMs: number): void
  clock: Timer
  /** Spreads tries: 0 <= x < 1. By default Math.random. */
  random?: () => number
}

export type KeptListener = (zone: string, sequence: number) => void

interface Waiting {
  record: JournalRecord
  sinceMs: number
}

interface Newest extends Lease {
  sequence: number
  isLost: boolean
}

/**
 * Brings the records of all zones into the journal, in the order in which they come.
 *
 * One append is under way at a time, and all that comes meanwhile goes into the next: the slower
 * the disk, the larger the batches. What fails is tried again, first and in the same order, until
 * it is kept; in smaller batches, should it have been too much at once. Nothing runs while nothing
 * waits.
 *
 * The rule when full: `isFull` asks zones to pause. A record that comes although twice the limits
 * wait is refused; as it would be missing, nothing more is taken under its lease.
 */
export class JournalWriter {
  readonly #store: Pick<JournalStore, 'append'>
  readonly #options: JournalWriterOptions
  readonly #random: () => number
  readonly #newest = new Map<string, Newest>()
  readonly #keptListeners = new Set<KeptListener>()
  #waiting: Waiting[] = []
  #waitingBytes = 0
  #state: 'idle' | 'scheduled' | 'appending' | 'pausing' | 'stopped' = 'idle'
  #failures = 0
  #callOff = () => {}
  #onDrained: (() => void)[] = []

  constructor(store: Pick<JournalStore, 'append'>, options: JournalWriterOptions) {
    this.#store = store
    this.#options = options
    this.#random = options.random ?? Math.random
  }

  /** What has been submitted but is not kept yet, the append under way included. */
  get waiting(): { records: number; bytes: number } {
    return { records: this.#waiting.length, bytes: this.#waitingBytes }
  }

  get isFull(): boolean {
    return this.#isOver(1)
  }

  /** For how long the oldest record has waited to be kept; 0 while none does. */
  get stalledMs(): number {
    const oldest = this.#waiting[0]
    return oldest ? this.#options.clock.now() - oldest.sinceMs : 0
  }

  /**
   * Takes a record, whose bytes must not change from now on. A zone's records must come in
   * sequence; with a new epoch, what the old one has waiting is forgotten.
   *
   * @throws JOURNAL_FULL: its zone must stop, for the record was not taken
   */
  submit(record: JournalRecord): void {
    if (this.#state === 'stopped') return
    assert(record.payload.length > 0, 'a record is never empty')
    const { zone, epoch, sequence } = record
    const newest = this.#newest.get(zone)
    if (newest && isLost(newest, epoch)) return this.#options.onFenced({ zone, epoch })
    const follows = newest?.epoch !== epoch || sequence === newest.sequence + 1
    assert(follows, 'no record is missing')
    if (newest && epoch > newest.epoch) this.#forget([newest])
    const isRefused = this.#isOver(OVERFLOW)
    this.#newest.set(zone, { zone, epoch, sequence, isLost: isRefused })
    if (isRefused) throw refusal(record)
    this.#waiting.push({ record, sinceMs: this.#options.clock.now() })
    this.#waitingBytes += bytesOf(record)
    this.#schedule()
  }

  /**
   * Listens for what has been kept: after each append once for each of its zones, with the newest
   * sequence. @returns ends that
   */
  onKept(listener: KeptListener): () => void {
    this.#keptListeners.add(listener)
    return () => this.#keptListeners.delete(listener)
  }

  /** Resolves when nothing waits any more, which may be never without database. */
  async drained(): Promise<void> {
    if (this.#waiting.length === 0) return
    await new Promise<void>((resolve) => this.#onDrained.push(resolve))
  }

  /** Appends no more. What waits is given up; an append under way may still be kept. */
  stop(): void {
    this.#state = 'stopped'
    this.#callOff()
  }

  #isOver(times: number): boolean {
    const { length } = this.#waiting
    return length >= WAITING_RECORDS_MAX * times || this.#waitingBytes >= WAITING_BYTES_MAX * times
  }

  /** Later in this turn of the event loop, so that all that comes within it goes together. */
  #schedule(): void {
    if (this.#state !== 'idle' || this.#waiting.length === 0) return
    this.#state = 'scheduled'
    queueMicrotask(() => {
      if (this.#state === 'scheduled') void this.#append()
    })
  }

  async #append(): Promise<void> {
    const batch = this.#nextBatch()
    this.#state = 'appending'
    try {
      await this.#store.append(batch)
    } catch (error) {
      return this.#failed(error, batch)
    }
    this.#failures = 0
    this.#goOn()
    const sent = new Set(batch)
    this.#remove((record) => sent.has(record))
    this.#tellKept(batch)
  }

  #nextBatch(): JournalRecord[] {
    const bytesMax = BATCH_BYTES_MAX / 2 ** Math.min(this.#failures, HALVINGS_MAX)
    let bytes = 0
    let count = 0
    for (const { record } of this.#waiting) {
      bytes += bytesOf(record)
      if (count > 0 && bytes > bytesMax) break
      if (++count === BATCH_RECORDS_MAX) break
    }
    return this.#waiting.slice(0, count).map(({ record }) => record)
  }

  #failed(error: unknown, batch: readonly JournalRecord[]): void {
    if (error instanceof FencedError && batch.some((record) => isUnder(record, error.leases))) {
      this.#goOn()
      this.#forget(error.leases)
      for (const lease of error.leases) this.#options.onFenced(lease)
      return
    }
    if (this.#state === 'stopped') return
    const longestMs = Math.min(RETRY_MS_MIN * 2 ** this.#failures, RETRY_MS_MAX)
    const retryMs = longestMs * (0.5 + this.#random() / 2)
    this.#failures += 1
    this.#state = 'pausing'
    this.#callOff = this.#options.clock.after(retryMs, () => this.#goOn())
    this.#options.onTrouble(error, retryMs)
  }

  /** Sends what waits, if anything does, when all that there is to do now has been done. */
  #goOn(): void {
    if (this.#state === 'stopped') return
    this.#state = 'idle'
    queueMicrotask(() => this.#schedule())
  }

  /** Gives up what waits under lost leases, and what may still come. */
  #forget(leases: readonly Lease[]): void {
    for (const { zone, epoch } of leases) {
      const newest = this.#newest.get(zone)
      if (newest?.epoch === epoch) newest.isLost = true
    }
    this.#remove((record) => isUnder(record, leases))
  }

  #remove(isGone: (record: JournalRecord) => boolean): void {
    const before = this.#waiting
    this.#waiting = []
    for (const one of before) {
      if (isGone(one.record)) this.#waitingBytes -= bytesOf(one.record)
      else this.#waiting.push(one)
    }
    if (this.#waiting.length > 0) return
    for (const resolve of this.#onDrained.splice(0)) resolve()
  }

  #tellKept(batch: readonly JournalRecord[]): void {
    const newest = new Map(batch.map(({ zone, sequence }) => [zone, sequence]))
    for (const listener of this.#keptListeners) {
      for (const [zone, sequence] of newest) listener(zone, sequence)
    }
  }
}

function isLost(newest: Newest, epoch: number): boolean {
  return epoch < newest.epoch || (epoch === newest.epoch && newest.isLost)
}

function bytesOf({ payload, left }: JournalRecord): number {
  return left.reduce((sum, { state }) => sum + state.length, payload.length)
}

function isUnder({ zone, epoch }: JournalRecord, leases: readonly Lease[]): boolean {
  return leases.some((lease) => lease.zone === zone && lease.epoch === epoch)
}

function refusal({ zone, sequence }: JournalRecord): JournalFullError {
  return new JournalFullError(
    `Cannot keep record ${sequence} of zone "${zone}": too much waits for the database`,
  )
}
