import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { LocalBus } from '#engine/bus/localBus.ts'
import { UID_BLOCK } from '#engine/zone/uids.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { type FrameListener, readFrame } from '#protocol/frame.ts'
import { decodeIntents, encodeIntents, type Intent } from '#protocol/intent.ts'
import { Doorkeeper } from './doorkeeper.ts'
import type { KeptCharacter, UidRange, WorldStore } from './store.ts'
import { decodeUids } from './uidsWire.ts'

/** A database of which a test says when it answers, and how. */
class TestStore implements WorldStore {
  readonly kept = new Map<number, KeptCharacter>()
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

  async loadCharacter(uid: number): Promise<KeptCharacter | undefined> {
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
  const zones = ['vale', 'moor']
  const keeper = new Doorkeeper({ bus, store, zones, startZone: 'vale', onError })
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
  const enter = (uid: number, session = 7) => {
    const entry = { uid, name: 'Ada', state: bytes(), revision: 0 }
    const intents: Intent[] = [{ kind: 'enter', session, sequence: 1, entry }]
    bus.publish(SUBJECT.enter, encodeIntents({ edge: 'edge', intents }))
    return setImmediate()
  }
  return { bus, store, errors, heard, enter, stop: () => keeper.stop() }
}

function shortOf(intent: Intent): unknown {
  if (intent.kind !== 'enter') return intent.kind
  const { uid, revision, state, isInWorld = false } = intent.entry
  return { session: intent.session, uid, revision, state: [...state], isInWorld }
}

t.test('[I5] one who has never played is let into the first zone', async (t) => {
  const { enter, heard } = opening(t)
  await enter(1)
  t.same(heard, [['vale', { session: 7, uid: 1, revision: 0, state: [], isInWorld: false }]])
})

t.test('[I5] one who was kept is let in where it was, with what was kept', async (t) => {
  const { enter, heard, store } = opening(t)
  store.kept.set(1, { zone: 'moor', revision: 4, state: bytes(1, 2), isInWorld: false })
  store.kept.set(2, { zone: 'sunken', revision: 5, state: bytes(3), isInWorld: false })
  await enter(1)
  await enter(2)
  t.same(
    heard,
    [
      ['moor', { session: 7, uid: 1, revision: 4, state: [1, 2], isInWorld: false }],
      ['vale', { session: 7, uid: 2, revision: 5, state: [3], isInWorld: false }],
    ],
    'or in the first zone, if its own is no more',
  )
})

t.test('one who is in the world is let in there, without the state it came with', async (t) => {
  const { enter, heard, store } = opening(t)
  store.kept.set(1, { zone: 'moor', revision: 4, state: bytes(1, 2), isInWorld: true })
  await enter(1)
  t.same(heard, [['moor', { session: 7, uid: 1, revision: 4, state: [], isInWorld: true }]])
})

t.test('while the database is down players are turned away', async (t) => {
  const { enter, heard, errors, store } = opening(t)
  store.isDown = true
  await enter(2)
  t.same(errors, ['let character 2 in'])
  t.same(heard, [
    ['farewell', 7, 'unavailable'],
    ['', 0],
  ])
  store.isDown = false
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
  t.same(errors, ['reserve uids for zone "vale"'])
  store.isDown = false
  mock.timers.tick(1_000)
  await setImmediate()
  t.same(given, [
    ['moor', { first: 100, last: 99 + UID_BLOCK }],
    ['vale', { first: 100 + UID_BLOCK, last: 99 + 2 * UID_BLOCK }],
  ])
})

t.test('bytes that nobody can read are reported, and harm nobody', async (t) => {
  const { bus, enter, heard, errors } = opening(t)
  bus.publish(SUBJECT.enter, bytes(9, 9))
  await enter(1)
  t.same(errors, ['read intents'])
  t.equal(heard.length, 1)
})
