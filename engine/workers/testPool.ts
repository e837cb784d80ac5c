import type { Worker } from 'node:worker_threads'
import { joinThread } from '#engine/bus/joinThread.ts'
import { LocalBus } from '#engine/bus/localBus.ts'
import type { JournalRecord } from '#engine/persistence/journal.ts'
import { decodeRecord, encodeKept } from '#engine/persistence/journalWire.ts'
import type { WorldStore } from '#engine/persistence/store.ts'
import type { ZoneFault } from '#engine/zone/faults.ts'
import { NOTHING_KEPT } from '#engine/zone/keeping.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { type FrameListener, readFrame } from '#protocol/frame.ts'
import { encodeIntents, type Intent, NOTHING_READ } from '#protocol/intent.ts'
import type { WireSchema } from '#protocol/schema.ts'
import { HOUSE } from '#systems/testHouse.ts'
import type { ZoneReport } from './messages.ts'
import type { Crash, PoolOptions } from './poolOptions.ts'
import { Threads } from './threads.ts'

/** What came, and a way to wait for more of it. */
export class Heard<T> {
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

export const HOUSES = ['house', 'mill', 'inn'].map((zone) => ({ ...HOUSE, id: zone, zone }))

/** What a pool of real threads is made of, and all that is heard of it. */
export function poolOf(more: Partial<PoolOptions> = {}) {
  const bus = new LocalBus()
  /** All that were ever started: a test may end them, as a fault would. */
  const workers: Worker[] = []
  const reports = new Heard<ZoneReport>()
  const faults = new Heard<ZoneFault>()
  const crashes = new Heard<Crash>()
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
    threads: new Threads(),
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
export function hearFrames(bus: LocalBus): Heard<string> {
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

export function send(bus: LocalBus, zone: string, ...intents: Intent[]): void {
  bus.publish(SUBJECT.zone(zone), encodeIntents({ edge: 'edge', intents }))
}

export function enter(session: number): Intent {
  const entry = { ...NOTHING_READ, uid: session, name: `P${session}`, epoch: 1 }
  return { kind: 'enter', session, sequence: 1, entry }
}
