import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { LocalBus } from '#engine/bus/localBus.ts'
import { threadTimer } from '#engine/timer.ts'
import { SUBJECT } from '#protocol/bus.ts'
import {
  FencedError,
  type Holding,
  type JournalRecord,
  type JournalStore,
  type KeptSnapshot,
  type KeptZone,
  type Lease,
  type Mending,
} from './journal.ts'
import { decodeKept, encodeRecord } from './journalWire.ts'
import { Keeper } from './keeper.ts'
import { recordOf } from './testJournal.ts'

/** As PostgreSQL tells that its disk is full. */
function noRoom(): pg.DatabaseError {
  const error = new pg.DatabaseError('could not extend file "base/5/1"', 100, 'error')
  error.code = '53100'
  return error
}

/** A database of which a test says when it answers, and how. */
class TestStore implements JournalStore {
  readonly records: JournalRecord[] = []
  readonly snapshots: KeptSnapshot[] = []
  readonly epochs = new Map<string, number>()
  readonly released: Lease[] = []
  readonly trimmed: string[] = []
  /** Zones that others hold. */
  readonly taken = new Set<string>()
  /** Zones that were recovered, and whether their loss is accepted. */
  readonly mendings: [zone: string, acceptsLoss: boolean][] = []
  lost: string[] = []
  isDown = false
  isFull = false
  /** While set, answers wait for it. */
  gate: Promise<void> | undefined

  async #answer(): Promise<void> {
    await this.gate
    if (this.isDown) throw new Error('the database is down')
    if (this.isFull) throw noRoom()
  }

  async acquire(zone: string): Promise<Lease | undefined> {
    if (this.isDown) throw new Error('the database is down')
    if (this.taken.has(zone)) return undefined
    const epoch = (this.epochs.get(zone) ?? 0) + 1
    this.epochs.set(zone, epoch)
    return { zone, epoch }
  }

  async holderOf(zone: string): Promise<Holding | undefined> {
    return this.taken.has(zone) ? { holder: 'box, process 7', until: new Date(0) } : undefined
  }

  async renew(): Promise<readonly string[]> {
    await this.#answer()
    return this.lost
  }

  async release(lease: Lease): Promise<void> {
    await this.#answer()
    this.released.push(lease)
  }

  async append(records: readonly JournalRecord[]): Promise<void> {
    await this.#answer()
    const old = records.filter(({ zone, epoch }) => epoch !== this.epochs.get(zone))
    if (old.length > 0) throw new FencedError(old)
    this.records.push(...records)
  }

  async saveSnapshot(_lease: Lease, snapshot: KeptSnapshot): Promise<void> {
    await this.#answer()
    this.snapshots.push(snapshot)
  }

  async dropHistory(zone: string): Promise<void> {
    this.trimmed.push(zone)
  }

  async recover(zone: string, mending: Mending): Promise<KeptZone> {
    this.mendings.push([zone, mending.acceptsLoss])
    const records = this.records.filter((record) => record.zone === zone)
    return { snapshot: this.snapshots.at(-1), records, damage: [] }
  }
}

/** A keeper over such a database, in time that a test lets pass. */
export function keeping(t: { teardown(end: () => unknown): unknown }) {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  const bus = new LocalBus()
  const store = new TestStore()
  const errors: string[] = []
  const fenced: string[] = []
  const disk = { free: undefined as number | undefined }
  let nowMs = 0
  const keeper = new Keeper({
    bus,
    store,
    holder: 'test',
    acceptsLoss: new Set(['moor']),
    freeBytes: () => disk.free,
    onError: (action) => errors.push(action),
    onTrouble: (words) => errors.push(words),
    onFenced: (_zone, { message }) => fenced.push(message),
    clock: { now: () => nowMs, after: threadTimer.after },
  })
  /** Lets time pass, and what has become due be done. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 500) {
      nowMs += 500
      mock.timers.tick(500)
      await setImmediate()
    }
  }
  t.teardown(async () => {
    store.isDown = false
    await keeper.stop()
    mock.timers.reset()
  })
  /** The numbers of the records that zones were told of. */
  const told: number[] = []
  bus.subscribe(SUBJECT.kept('vale'), (payload) => told.push(decodeKept(payload)))
  const write = (lease: Lease, sequence: number) =>
    bus.publish(SUBJECT.journal, encodeRecord(recordOf(lease, sequence)))
  /** Holds all answers back until it is called. */
  const hold = () => {
    const gate = Promise.withResolvers<void>()
    store.gate = gate.promise
    return async () => {
      gate.resolve()
      store.gate = undefined
      await setImmediate()
    }
  }
  return { bus, store, keeper, errors, fenced, told, write, hold, disk, pass }
}

export const VALE = { zone: 'vale', epoch: 1 }
