import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { LocalBus } from '#engine/bus/localBus.ts'
import { UID_BLOCK } from '#engine/zone/uids.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { type FrameListener, readFrame } from '#protocol/frame.ts'
import { decodeIntents, encodeIntents, type Intent } from '#protocol/intent.ts'
import { Doorkeeper } from './doorkeeper.ts'
import { decodeUids, encodeSave } from './saves.ts'
import type { CharacterSave, KeptCharacter, UidRange, WorldStore } from './store.ts'

/** A database of which a test says when it answers, and how. */
class TestStore implements WorldStore {
  readonly kept = new Map<number, KeptCharacter>()
  readonly batches: CharacterSave[][] = []
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

  async saveCharacters(saves: readonly CharacterSave[]): Promise<void> {
    this.batches.push([...saves])
    await this.#answer()
    for (const save of saves) {
      const before = this.kept.get(save.uid)
      if (!before || before.revision < save.revision) this.kept.set(save.uid, save)
    }
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
  const save = (uid: number, revision: number, ...state: number[]) => {
    bus.publish(SUBJECT.save, encodeSave({ uid, zone: 'moor', revision, state: bytes(...state) }))
    return setImmediate()
  }
  return { bus, store, keeper, errors, heard, enter, save }
}

function shortOf(intent: Intent): unknown {
  if (intent.kind !== 'enter') return intent.kind
  const { uid, revision, state } = intent.entry
  return { session: intent.session, uid, revision, state: [...state] }
}

t.test('[I5] one who has never played is let into the first zone', async (t) => {
  const { enter, heard } = opening(t)
  await enter(1)
  t.same(heard, [['vale', { session: 7, uid: 1, revision: 0, state: [] }]])
})

t.test('[I5] one who was kept is let in where it was, with what was kept', async (t) => {
  const { enter, heard, store } = opening(t)
  store.kept.set(1, { zone: 'moor', revision: 4, state: bytes(1, 2) })
  store.kept.set(2, { zone: 'sunken', revision: 5, state: bytes(3) })
  await enter(1)
  await enter(2)
  t.same(
    heard,
    [
      ['moor', { session: 7, uid: 1, revision: 4, state: [1, 2] }],
      ['vale', { session: 7, uid: 2, revision: 5, state: [3] }],
    ],
    'or in the first zone, if its own is no more',
  )
})

t.test('one who comes back before it was written gets the newest all the same', async (t) => {
  const { enter, save, heard, store, keeper } = opening(t)
  store.kept.set(1, { zone: 'vale', revision: 4, state: bytes(4) })
  const gate = Promise.withResolvers<void>()
  store.gate = gate.promise
  await save(1, 5, 5)
  await enter(1)
  t.same(heard, [['moor', { session: 7, uid: 1, revision: 5, state: [5] }]])
  t.equal(keeper.unwritten, 1)
  gate.resolve()
  await setImmediate()
  t.equal(keeper.unwritten, 0)
})

t.test('a save that comes while the database is asked is the newest, too', async (t) => {
  const { enter, save, heard, store } = opening(t)
  store.kept.set(1, { zone: 'vale', revision: 4, state: bytes(4) })
  const gate = Promise.withResolvers<void>()
  store.gate = gate.promise
  await enter(1)
  await save(1, 5, 5)
  gate.resolve()
  await setImmediate()
  t.same(heard, [['moor', { session: 7, uid: 1, revision: 5, state: [5] }]])
})

t.test('an older save never takes the place of a newer one that waits', async (t) => {
  const { save, enter, heard, store } = opening(t)
  const gate = Promise.withResolvers<void>()
  store.gate = gate.promise
  await save(1, 5, 5)
  await save(1, 1)
  await save(1, 5, 9)
  await enter(1)
  gate.resolve()
  await setImmediate()
  t.same(heard, [['moor', { session: 7, uid: 1, revision: 5, state: [5] }]])
})

t.test('what comes while others are written is written together after them', async (t) => {
  const { save, store } = opening(t)
  const gate = Promise.withResolvers<void>()
  store.gate = gate.promise
  await save(1, 1)
  await save(1, 2)
  await save(2, 1)
  gate.resolve()
  await setImmediate()
  t.same(
    store.batches.map((batch) => batch.map(({ uid, revision }) => [uid, revision])),
    [
      [[1, 1]],
      [
        [1, 2],
        [2, 1],
      ],
    ],
  )
})

t.test(
  'while the database is down players are turned away, and nothing is forgotten',
  async (t) => {
    mock.timers.enable({ apis: ['setTimeout'] })
    t.teardown(() => mock.timers.reset())
    const { enter, save, heard, errors, store, keeper } = opening(t)
    store.isDown = true
    await save(1, 3, 3)
    await enter(2)
    t.same(errors, ['keep 1 characters', 'let character 2 in'])
    t.same(heard, [
      ['farewell', 7, 'unavailable'],
      ['', 0],
    ])
    await save(2, 1)
    await save(1, 4, 4)
    t.equal(store.batches.length, 1, 'it is not asked again at once')

    mock.timers.tick(1_000)
    await setImmediate()
    t.equal(store.batches.length, 2)
    t.equal(keeper.unwritten, 2)
    store.isDown = false
    mock.timers.tick(1_000)
    await setImmediate()
    t.equal(keeper.unwritten, 0)
    t.same([...store.kept.get(1)!.state!], [4])
  },
)

t.test('stopping writes what is left, and hears of no more', async (t) => {
  const { save, store, keeper } = opening(t)
  const gate = Promise.withResolvers<void>()
  store.gate = gate.promise
  await save(1, 1)
  await save(1, 2)
  const stopped = keeper.stop()
  await save(2, 1)
  gate.resolve()
  await stopped
  t.same([store.kept.get(1)?.revision, store.kept.has(2)], [2, false])
})

t.test('stopping without a database says so', async (t) => {
  const { save, store, keeper, errors } = opening(t)
  store.isDown = true
  await save(1, 1)
  await t.rejects(keeper.stop(), { message: 'the database is down' })
  t.same(errors, ['keep 1 characters'])
  t.equal(keeper.unwritten, 1)
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
  const { bus, enter, save, heard, errors, keeper } = opening(t)
  bus.publish(SUBJECT.enter, bytes(9, 9))
  bus.publish(SUBJECT.save, bytes())
  bus.publish(SUBJECT.save, bytes(1, 200))
  await enter(1)
  await save(1, 1)
  t.same(errors, ['read intents', 'read a save', 'read a save'])
  t.equal(heard.length, 1)
  t.equal(keeper.unwritten, 0)
})
