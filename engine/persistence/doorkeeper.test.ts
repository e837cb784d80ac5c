import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { LocalBus } from '#engine/bus/localBus.ts'
import { UID_BLOCK } from '#engine/zone/uids.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { type FrameListener, readFrame } from '#protocol/frame.ts'
import { decodeIntents, encodeIntents, type Intent, NOTHING_READ } from '#protocol/intent.ts'
import { Doorkeeper } from './doorkeeper.ts'
import type { KeptCharacter, UidRange, WorldStore, Zones } from './store.ts'
import { decodeUids } from './uidsWire.ts'

/** A database of which a test says when it answers, and how. */
class TestStore implements WorldStore {
  readonly kept = new Map<number, KeptCharacter>()
  readonly asked: unknown[] = []
  isDown = false
  /** While set, answers wait for it. */
  gate: Promise<void> | undefined
  #nextUid = 100

  async #answer(): Promise<void> {
    await this.gate
    if (this.isDown) throw new Error('the database is down')
  }

  async reserveUids(_zone: string, count: number): Promise<UidRange> {
    await this.#answer()
    const first = this.#nextUid
    this.#nextUid += count
    return { first, last: this.#nextUid - 1 }
  }

  async loadCharacter(uid: number, zones: Zones): Promise<KeptCharacter | undefined> {
    this.asked.push([uid, zones])
    const kept = this.kept.get(uid)
    await this.#answer()
    return kept
  }
}

const bytes = (...numbers: number[]) => Uint8Array.from(numbers)

function opening(t: { teardown(end: () => unknown): unknown }) {
  const bus = new LocalBus()
  const store = new TestStore()
  const errors: string[] = []
  const onError = (action: string) => errors.push(action)
  const onTrouble = (words: string) => errors.push(words)
  const zones = ['vale', 'moor']
  const keeper = new Doorkeeper({ bus, store, zones, startZone: 'vale', onError, onTrouble })
  t.teardown(() => {
    store.isDown = false
    return keeper.stop()
  })
  /** What reaches zones and the edge, in short. */
  const heard: unknown[] = []
  for (const zone of zones) {
    bus.subscribe(SUBJECT.zone(zone), (payload) => {
      for (const intent of decodeIntents(payload).intents) heard.push([zone, shortOf(intent)])
    })
  }
  const farewells = { farewell: (...told: unknown[]) => heard.push(['farewell', ...told]) }
  const listener = farewells as unknown as FrameListener
  bus.subscribe(SUBJECT.edge('edge'), (payload) => {
    const header = readFrame(
      payload,
      () => undefined,
      () => {},
      listener,
    )
    heard.push([header.zone, header.sequence])
  })
  const enter = (uid: number, tries = 0, session = 7) => {
    const entry = { ...NOTHING_READ, uid, name: 'Ada', tries }
    const intents: Intent[] = [{ kind: 'enter', session, sequence: 1, entry }]
    bus.publish(SUBJECT.enter, encodeIntents({ edge: 'edge', intents }))
    return setImmediate()
  }
  return { bus, store, errors, heard, enter, stop: () => keeper.stop() }
}

function shortOf(intent: Intent): unknown {
  if (intent.kind !== 'enter') return intent.kind
  const { uid, revision, state, isInWorld = false, epoch, tries } = intent.entry
  return { session: intent.session, uid, revision, state: [...state], isInWorld, epoch, tries }
}

const NEW = { wakesIn: 'vale', epoch: 3, revision: 0, state: undefined, isInWorld: false }

/** What a zone hears of Ada. */
const ADA = { session: 7, uid: 1, revision: 0, state: [], isInWorld: false, epoch: 3, tries: 0 }

t.test('[I5] one who was kept is let in where it is to wake, with what was kept', async (t) => {
  const { enter, heard, store } = opening(t)
  store.kept.set(1, NEW)
  store.kept.set(2, { ...NEW, wakesIn: 'moor', revision: 4, state: bytes(1, 2) })
  await enter(1)
  await enter(2)
  t.same(heard, [
    ['vale', ADA],
    ['moor', { ...ADA, uid: 2, revision: 4, state: [1, 2] }],
  ])
  const zones = { zones: ['vale', 'moor'], startZone: 'vale' }
  t.same(store.asked, [
    [1, zones],
    [2, zones],
  ])
})

t.test('one who is in the world is let in there, without the state it came with', async (t) => {
  const { enter, heard, store } = opening(t)
  const kept = { ...NEW, wakesIn: 'moor', revision: 4, state: bytes(1, 2), isInWorld: true }
  store.kept.set(1, kept)
  await enter(1)
  t.same(heard, [['moor', { ...ADA, revision: 4, isInWorld: true }]])
})

t.test('a character that there is not is turned away', async (t) => {
  const { enter, heard } = opening(t)
  await enter(1)
  t.same(heard, [
    ['farewell', 7, 'unavailable'],
    ['', 0],
  ])
})

t.test('[I9] one whom a zone sends back is read again a little later', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  const { enter, heard, store } = opening(t)
  store.kept.set(1, { ...NEW, isInWorld: true })
  await enter(1, 3)
  store.kept.set(1, { ...NEW, revision: 8 })
  mock.timers.tick(149)
  await setImmediate()
  t.same([heard, store.asked], [[], []])
  mock.timers.tick(1)
  await setImmediate()
  t.same(heard, [['vale', { ...ADA, revision: 8, tries: 3 }]])
})

t.test('[I9] one who was sent back eight times is turned away', async (t) => {
  const { enter, heard, store } = opening(t)
  store.kept.set(1, NEW)
  await enter(1, 9)
  t.same(heard, [
    ['farewell', 7, 'unavailable'],
    ['', 0],
  ])
})

t.test('while the database is down players are turned away', async (t) => {
  const { enter, heard, errors, store } = opening(t)
  store.isDown = true
  await enter(2)
  t.same(errors, ['could not read characters: the database is down'])
  t.same(heard, [
    ['farewell', 7, 'unavailable'],
    ['', 0],
  ])
  store.isDown = false
  store.kept.set(2, NEW)
  await enter(2)
  t.equal(heard.length, 3)
})

t.test('one that has stopped hears of no more', async (t) => {
  const { enter, heard, stop } = opening(t)
  stop()
  await enter(1)
  t.same(heard, [])
})

t.test('a zone that asks for uids is given a block of its own, sooner or later', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  const { bus, store, errors } = opening(t)
  const given: unknown[] = []
  for (const zone of ['vale', 'moor']) {
    bus.subscribe(SUBJECT.uids(zone), (payload) => given.push([zone, decodeUids(payload)]))
  }
  const ask = (zone: string) => {
    bus.publish(SUBJECT.uidsWanted, new TextEncoder().encode(zone))
    return setImmediate()
  }
  await ask('moor')
  store.isDown = true
  await ask('vale')
  t.same(errors, ['could not reserve uids: the database is down'])
  store.isDown = false
  mock.timers.tick(1_000)
  await setImmediate()
  t.same(given, [
    ['moor', { first: 100, last: 99 + UID_BLOCK }],
    ['vale', { first: 100 + UID_BLOCK, last: 99 + 2 * UID_BLOCK }],
  ])
})

t.test('bytes that nobody can read are reported, and harm nobody', async (t) => {
  const { bus, enter, heard, errors, store } = opening(t)
  store.kept.set(1, NEW)
  bus.publish(SUBJECT.enter, bytes(9, 9))
  await enter(1)
  t.same(errors, ['read intents'])
  t.equal(heard.length, 1)
})
