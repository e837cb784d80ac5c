import type { Worker } from 'node:worker_threads'
import t from 'tap'
import { joinThread } from '#engine/bus/joinThread.ts'
import { LocalBus } from '#engine/bus/localBus.ts'
import type { JournalRecord } from '#engine/persistence/journal.ts'
import { decodeRecord, encodeKept } from '#engine/persistence/journalWire.ts'
import type { WorldStore } from '#engine/persistence/store.ts'
import { KEPT_VERSION } from '#engine/zone/durable.ts'
import type { ZoneFault } from '#engine/zone/faults.ts'
import { NOTHING_KEPT, type ZoneKeeping } from '#engine/zone/keeping.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { type FrameListener, readFrame } from '#protocol/frame.ts'
import { encodeIntents, type Intent, NOTHING_READ } from '#protocol/intent.ts'
import type { WireSchema } from '#protocol/schema.ts'
import { HOUSE } from '#systems/testHouse.ts'
import type { ZoneReport } from './messages.ts'
import { type PoolOptions, WorkerPool } from './pool.ts'

/*
 * Real threads. Each test waits for what it expects, and for nothing else.
 */

/** What came, and a way to wait for more of it. */
class Heard<T> {
  readonly all: T[] = []
  #waiting: { fits: (each: T) => boolean; resolve: (each: T) => void }[] = []

  readonly add = (each: T): void => {
    this.all.push(each)
    this.#waiting = this.#waiting.filter(({ fits, resolve }) => {
      if (!fits(each)) return true
      resolve(each)
      return false
    })
  }

  /** Resolves with the next that fits. */
  next(fits: (each: T) => boolean = () => true): Promise<T> {
    return new Promise((resolve) => this.#waiting.push({ fits, resolve }))
  }
}

const HOUSES = ['house', 'mill', 'inn'].map((zone) => ({ ...HOUSE, id: zone, zone }))

function poolOf(more: Partial<PoolOptions> = {}) {
  const bus = new LocalBus()
  /** All that were ever started: a test may end them, as a fault would. */
  const workers: Worker[] = []
  const reports = new Heard<ZoneReport>()
  const faults = new Heard<ZoneFault>()
  const crashes = new Heard<{ zones: readonly string[]; error: Error; gaveUp: boolean }>()
  const reserved: string[] = []
  const records = new Heard<JournalRecord>()
  bus.subscribe(SUBJECT.journal, (payload) => {
    const record = decodeRecord(payload)
    records.add(record)
    bus.publish(SUBJECT.kept(record.zone), encodeKept(record.sequence))
  })
  const store = {
    async reserveUids(zone: string, count: number) {
      reserved.push(zone)
      const first = 2 ** 36 + reserved.length * count
      return { first, last: first + count - 1 }
    },
  } as unknown as WorldStore
  const options: PoolOptions = {
    join: (worker: Worker) => {
      workers.push(worker)
      return joinThread(bus, worker)
    },
    store,
    areas: HOUSES,
    zones: ['house'],
    workers: 1,
    seedFor: () => 1,
    take: async () => NOTHING_KEPT,
    onReport: reports.add,
    onFault: faults.add,
    onCrash: crashes.add,
    ...more,
  }
  return { bus, workers, reports, faults, crashes, reserved, records, store, options }
}

/** The items of frames that reach the edge, in short: `welcome 1`. */
function hearFrames(bus: LocalBus): Heard<string> {
  const heard = new Heard<string>()
  let schema: WireSchema | undefined
  const listener = new Proxy({} as FrameListener, {
    get:
      (_, name) =>
      (...values: unknown[]) =>
        heard.add(`${String(name)} ${values[0]}`),
  })
  bus.subscribe(SUBJECT.edge('edge'), (payload) => {
    readFrame(
      payload,
      () => schema,
      (_zone, received) => (schema = received),
      listener,
    )
  })
  return heard
}

function send(bus: LocalBus, zone: string, ...intents: Intent[]): void {
  bus.publish(SUBJECT.zone(zone), encodeIntents({ edge: 'edge', intents }))
}

function enter(session: number): Intent {
  const entry = { ...NOTHING_READ, uid: session, name: `P${session}`, epoch: 1 }
  return { kind: 'enter', session, sequence: 1, entry }
}

t.test('a pool runs its zones, and hands over what is to be kept when it stops', async (t) => {
  const { bus, reports, crashes, records, options } = poolOf()
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  const accepted = frames.next((item) => item === 'accepted 7')
  send(bus, 'house', enter(7))
  await accepted

  const { zone, stats } = await reports.next()
  t.same([zone, stats.sessions, stats.faults], ['house', 1, 0])
  const timed = reports.all.flatMap(({ times }) => times.tickMs)
  t.ok(stats.ticks > 0 && stats.ticks === timed.length)
  await pool.stop()
  t.same(
    records.all.flatMap(({ entered }) => entered),
    [7],
  )
  t.equal(frames.all.at(-1), 'farewell 7')
  t.same(crashes.all, [])
})

t.test('zones are shared out among workers, each with its own uids', async (t) => {
  const { bus, workers, reserved, options } = poolOf({
    zones: ['house', 'mill', 'inn'],
    workers: 2,
  })
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  t.equal(workers.length, 2)
  t.same(reserved.sort(), ['house', 'inn', 'mill'])
  for (const [i, zone] of ['house', 'mill', 'inn'].entries()) {
    const accepted = frames.next((item) => item === `accepted ${i + 1}`)
    send(bus, zone, enter(i + 1))
    await accepted
  }
  await pool.stop()
})

t.test('bytes that nobody can read kill no worker, and are told', async (t) => {
  const { bus, faults, crashes, options } = poolOf()
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  for (const subject of [SUBJECT.zone('house'), SUBJECT.uids('house')]) {
    bus.publish(subject, Uint8Array.from([250, 250]))
  }
  const accepted = frames.next((item) => item === 'accepted 7')
  send(bus, 'house', enter(7))
  await accepted
  await pool.stop()
  t.same(
    faults.all.map(({ zone, action }) => ({ zone, action })),
    [
      { zone: 'house', action: 'read intents' },
      { zone: '', action: 'receive "here.uids.house"' },
    ],
  )
  t.same(crashes.all, [])
})

t.test('a worker that crashes is started again, three times a minute', async (t) => {
  const { bus, workers, crashes, options, reserved } = poolOf()
  const frames = hearFrames(bus)
  const pool = await WorkerPool.start(options)
  for (let crash = 1; crash <= 3; crash++) {
    const crashed = crashes.next()
    await workers.at(-1)!.terminate()
    const { zones, error, gaveUp } = await crashed
    t.same(
      [zones, error.message, gaveUp],
      [['house'], 'A worker ended by itself with code 1', false],
    )
    const welcomed = frames.next((item) => item === `welcome ${crash}`)
    while (workers.length === crash) await new Promise(setImmediate)
    send(bus, 'house', enter(crash))
    const knocking = setInterval(() => send(bus, 'house', enter(crash)), 50)
    await welcomed
    clearInterval(knocking)
  }
  t.equal(reserved.length, 4, 'each time with new uids')

  const crashed = crashes.next()
  await workers.at(-1)!.terminate()
  t.equal((await crashed).gaveUp, true)
  t.equal(workers.length, 4)
  await pool.stop()
  t.pass('and a pool without its worker stops all the same')
})

t.test('without uids a worker is started again when there are some', async (t) => {
  const { bus, workers, crashes, store, options } = poolOf()
  const pool = await WorkerPool.start(options)
  const { reserveUids } = store
  store.reserveUids = async () => {
    store.reserveUids = reserveUids
    throw new Error('the database is down')
  }
  const frames = hearFrames(bus)
  const noUids = crashes.next(({ error }) => error.message === 'the database is down')
  await workers[0]!.terminate()
  t.equal((await noUids).gaveUp, false)
  const welcomed = frames.next((item) => item === 'welcome 1')
  const knocking = setInterval(() => send(bus, 'house', enter(1)), 50)
  await welcomed
  clearInterval(knocking)
  await pool.stop()
})

t.test(
  'a pool says in one sentence which zone a newer Loam has kept, or nobody can read',
  async (t) => {
    const start = (payload: Uint8Array) => {
      const kept = {
        snapshot: undefined,
        records: [{ sequence: 7, tick: 70, payload }],
        damage: [],
      }
      const take = async (): Promise<ZoneKeeping> => ({ epoch: 2, kept })
      return WorkerPool.start(poolOf({ take }).options)
    }
    await t.rejects(start(Uint8Array.of(KEPT_VERSION + 1)), {
      code: 'KEPT_BY_NEWER',
      message:
        /^Cannot read record 7 of zone "house": a newer Loam has kept it, in form \d+, [^\n]+$/,
    })
    await t.rejects(start(Uint8Array.of(KEPT_VERSION, 9)), {
      code: 'KEPT_UNREADABLE',
      message: /^Cannot make sense of record 7 of zone "house": "[^\n]+$/,
    })
  },
)

t.test('a pool that cannot start says why, and leaves no thread behind', async (t) => {
  const broken = { ...HOUSES[1]!, resets: [{ ...RESET, prefab: 'house:unicorn' }] }
  const areas = [HOUSES[0]!, broken]
  const { workers, crashes, options } = poolOf({ areas, zones: ['house', 'mill'], workers: 2 })
  await t.rejects(WorkerPool.start(options), {
    message: 'A reset names item "house:unicorn", which is not defined',
  })
  t.same(crashes.all, [])
  t.equal(workers.length, 2)
  t.same(
    workers.map(({ threadId }) => threadId),
    [-1, -1],
    'both have ended',
  )
})

const RESET = {
  room: 'house:hall',
  kind: 'item' as const,
  prefab: 'house:coin',
  max: 1,
  contains: [],
  source: { file: 'house.yaml', line: 1 },
}
