import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { LocalBus } from '#engine/bus/localBus.ts'
import { SUBJECT } from '#protocol/bus.ts'
import {
  FencedError,
  type JournalRecord,
  type JournalStore,
  type KeptSnapshot,
  type KeptZone,
  type Lease,
} from './journal.ts'
import { decodeKept, encodeRecord, encodeSnapshot } from './journalWire.ts'
import { Keeper } from './keeper.ts'
import { recordOf } from './testJournal.ts'

/** A database of which a test says when it answers, and how. */
class TestStore implements JournalStore {
  readonly records: JournalRecord[] = []
  readonly snapshots: KeptSnapshot[] = []
  readonly epochs = new Map<string, number>()
  readonly released: Lease[] = []
  /** Zones that others hold. */
  readonly taken = new Set<string>()
  lost: string[] = []
  isDown = false
  /** While set, answers wait for it. */
  gate: Promise<void> | undefined

  async #answer(): Promise<void> {
    await this.gate
    if (this.isDown) throw new Error('the database is down')
  }

  async acquire(zone: string): Promise<Lease | undefined> {
    if (this.isDown) throw new Error('the database is down')
    if (this.taken.has(zone)) return undefined
    const epoch = (this.epochs.get(zone) ?? 0) + 1
    this.epochs.set(zone, epoch)
    return { zone, epoch }
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

  async recover(zone: string): Promise<KeptZone> {
    const records = this.records.filter((record) => record.zone === zone)
    return { snapshot: this.snapshots.at(-1), records, damage: [] }
  }
}

function keeping(t: { teardown(end: () => unknown): unknown }) {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  const bus = new LocalBus()
  const store = new TestStore()
  const errors: string[] = []
  const fenced: string[] = []
  const keeper = new Keeper({
    bus,
    store,
    holder: 'test',
    onError: (action) => errors.push(action),
    onFenced: ({ message }) => fenced.push(message),
  })
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
  return { bus, store, keeper, errors, fenced, told, write, hold }
}

const VALE = { zone: 'vale', epoch: 1 }

t.test('what a zone writes is kept, and then it is told', async (t) => {
  const { keeper, write, hold, store, told } = keeping(t)
  t.strictSame(await keeper.take('vale'), {
    epoch: 1,
    kept: { snapshot: undefined, records: [], damage: [] },
  })
  const answer = hold()
  write(VALE, 1)
  write(VALE, 2)
  await setImmediate()
  t.strictSame([keeper.waiting, told], [2, []])
  await answer()
  t.strictSame([keeper.waiting, told], [0, [2]])
  t.equal(store.records.length, 2)
})

t.test('a zone is taken again when all that its last run has written is kept', async (t) => {
  const { keeper, write, hold, store, fenced } = keeping(t)
  await keeper.take('vale')
  await keeper.take('moor')
  const answer = hold()
  write(VALE, 1)
  write(VALE, 2)
  await setImmediate()
  let hasTaken = false
  const taking = keeper.take('vale').then((taken) => {
    hasTaken = true
    return taken
  })
  await setImmediate()
  t.strictSame([hasTaken, store.epochs.get('vale')], [false, 1])
  t.equal((await keeper.take('moor')).epoch, 2, 'others need not wait for it')

  await answer()
  const { epoch, kept } = await taking
  t.equal(epoch, 2)
  t.strictSame(
    kept.records.map(({ sequence }) => sequence),
    [1, 2],
  )
  write({ zone: 'vale', epoch }, 3)
  await setImmediate()
  t.strictSame([store.records.length, fenced], [3, []])
})

t.test('a zone that another holds is asked for again and again', async (t) => {
  const { keeper, store } = keeping(t)
  store.taken.add('vale')
  let asked = 0
  const acquire = store.acquire.bind(store)
  store.acquire = (zone) => {
    asked++
    return acquire(zone)
  }
  const taking = keeper.take('vale')
  await setImmediate()
  t.equal(asked, 1)
  mock.timers.tick(500)
  await setImmediate()
  t.equal(asked, 2)
  store.taken.clear()
  mock.timers.tick(500)
  t.equal((await taking).epoch, 1)
})

t.test('snapshots are kept one after the other, and only for zones that are ours', async (t) => {
  const { bus, keeper, store, errors } = keeping(t)
  const send = (zone: string, sequence: number) => {
    const snapshot = { sequence, tick: 1, payload: Uint8Array.of(1) }
    bus.publish(SUBJECT.snapshot, encodeSnapshot({ zone, epoch: 1, snapshot }))
    return setImmediate()
  }
  await keeper.take('vale')
  await send('moor', 1)
  await send('vale', 2)
  store.isDown = true
  await send('vale', 3)
  store.isDown = false
  await send('vale', 4)
  t.strictSame(
    store.snapshots.map(({ sequence }) => sequence),
    [2, 4],
  )
  t.strictSame(errors, ['keep a snapshot of zone "vale"'])
})

t.test('a snapshot of an earlier run is not kept under the lease of a later one', async (t) => {
  const { bus, keeper, store } = keeping(t)
  await keeper.take('vale')
  await keeper.take('vale')
  const snapshot = { sequence: 5, tick: 1, payload: Uint8Array.of(1) }
  bus.publish(SUBJECT.snapshot, encodeSnapshot({ zone: 'vale', epoch: 1, snapshot }))
  await setImmediate()
  t.strictSame(store.snapshots, [])
})

t.test('who has lost a zone is told, by its records or by its leases', async (t) => {
  const { keeper, write, store, fenced } = keeping(t)
  await keeper.take('vale')
  await keeper.take('moor')
  store.epochs.set('vale', 9)
  write(VALE, 1)
  await setImmediate()
  t.strictSame(fenced, ['Zone "vale" is another\'s now'])
  store.lost = ['moor']
  mock.timers.tick(1_500)
  await setImmediate()
  t.strictSame(fenced.slice(1), ["Zones moor are another's now"])
})

t.test('while the database is away, leases and records are tried again', async (t) => {
  const { keeper, write, store, errors, told } = keeping(t)
  await keeper.take('vale')
  store.isDown = true
  write(VALE, 1)
  await setImmediate()
  mock.timers.tick(1_500)
  await setImmediate()
  t.ok(errors.includes('write the journal') && errors.includes('prolong the leases'))
  t.strictSame([keeper.waiting, told], [1, []])
  store.isDown = false
  mock.timers.tick(2_000)
  await setImmediate()
  t.strictSame([keeper.waiting, told], [0, [1]])
})

t.test('a stop keeps what waits, gives all up, and hears of no more', async (t) => {
  const { keeper, write, hold, store } = keeping(t)
  await keeper.take('vale')
  const answer = hold()
  write(VALE, 1)
  await setImmediate()
  const stopped = keeper.stop()
  write(VALE, 2)
  await answer()
  await stopped
  t.equal(store.records.length, 1)
  t.strictSame(store.released, [VALE])
})

t.test('a stop without a database ends all the same', async (t) => {
  const { keeper, write, store, errors } = keeping(t)
  await keeper.take('vale')
  store.isDown = true
  write(VALE, 1)
  await setImmediate()
  const stopped = keeper.stop()
  mock.timers.tick(2_000)
  await stopped
  t.ok(errors.includes('give zone "vale" up'))
  const tries = errors.length
  mock.timers.tick(60_000)
  await setImmediate()
  t.equal(errors.length, tries, 'and nothing is tried after it')
})
