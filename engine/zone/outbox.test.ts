import fc from 'fast-check'
import t from 'tap'
import { SUBJECT } from '#protocol/bus.ts'
import { ITEM, readFrame } from '#protocol/frame.ts'
import type { WireSchema } from '#protocol/schema.ts'
import { Interest, type Session } from './interest.ts'
import { HELD_ITEMS_MAX, Outbox } from './outbox.ts'
import { FakeEdge, TestBus, TestWorld } from './testing.ts'

const SCHEMA: WireSchema = [{ name: 'item', columns: [{ name: 'fixed', kind: 'u8' }] }]

function sending() {
  const bus = new TestBus()
  const outbox = new Outbox('vale', 1, bus, SCHEMA)
  /** What the edge would read of each frame that was published for it. */
  const framesFor = (edge: string) => bus.take(SUBJECT.edge(edge)).map(readShort)
  const accept = (edge: string, sequence: number) =>
    outbox.toStranger(edge, 1, outbox.items.numbers(ITEM.accepted, 1, sequence))
  return { outbox, framesFor, accept }
}

const listener = new FakeEdge(new TestWorld([]))

function readShort(payload: Uint8Array) {
  const items: string[] = []
  listener.accepted = (session, sequence) => items.push(`accepted ${session} ${sequence}`)
  listener.roomVanish = (room, uid) => items.push(`vanish ${room} ${uid}`)
  const { zone, sequence, tick } = readFrame(
    payload,
    () => SCHEMA,
    () => items.push('schema'),
    listener,
  )
  return { zone, sequence, tick, items }
}

t.test('[F6] what concerns an edge in one turn is one frame, in order', async (t) => {
  const { outbox, framesFor, accept } = sending()
  outbox.tick = 40
  accept('a', 1)
  accept('a', 2)
  outbox.publish()
  const items = ['schema', 'accepted 1 1', 'accepted 1 2']
  t.same(framesFor('a'), [{ zone: 'vale', sequence: 1, tick: 40, items }])
  t.same(framesFor('b'), [])
  outbox.publish()
  t.same(framesFor('a'), [], 'and no frame without items')
})

t.test('[F2] frames are numbered from 1 for each edge', async (t) => {
  const { outbox, framesFor, accept } = sending()
  for (const edges of [['a'], ['a', 'b'], ['b'], ['a']]) {
    for (const edge of edges) accept(edge, 1)
    outbox.publish()
  }
  const sequencesFor = (edge: string) => framesFor(edge).map(({ sequence }) => sequence)
  t.same(
    [sequencesFor('a'), sequencesFor('b')],
    [
      [1, 2, 3],
      [1, 2],
    ],
  )
  t.equal(outbox.frames, 5)
})

t.test('[S3] the schema is in the first frame, and in that after a resync', async (t) => {
  const { outbox, framesFor, accept } = sending()
  accept('a', 1)
  outbox.publish()
  accept('a', 2)
  outbox.publish()
  outbox.repeatSchema('a')
  accept('a', 3)
  outbox.publish()
  accept('a', 4)
  outbox.publish()
  t.same(
    framesFor('a').map(({ items }) => items.includes('schema')),
    [true, false, true, false],
  )
})

t.test('[S3] a frame that has begun gets the schema ahead of what needs it', async (t) => {
  const { outbox, framesFor, accept } = sending()
  accept('a', 1)
  outbox.publish()
  framesFor('a')
  accept('a', 2)
  outbox.repeatSchema('a')
  accept('a', 3)
  outbox.publish()
  accept('a', 4)
  outbox.publish()
  t.same(
    framesFor('a').map(({ items }) => items),
    [['schema', 'accepted 1 2', 'accepted 1 3'], ['accepted 1 4']],
  )
})

t.test('what a room’s watchers are told reaches each of their edges once', async (t) => {
  const { outbox, framesFor } = sending()
  const interest = new Interest()
  const places: [string, number, number][] = [
    ['a', 1, 7],
    ['a', 2, 7],
    ['b', 1, 7],
    ['c', 1, 8],
  ]
  places.forEach(([edge, id, room], i) => {
    interest.watch(interest.open(edge, id, i + 1, 1), room)
  })
  outbox.toRoom(interest, 7, outbox.items.numbers(ITEM.roomVanish, 70, 5))
  outbox.publish()
  const itemsFor = (edge: string) => framesFor(edge).map(({ items }) => items)
  t.same(itemsFor('a'), [['schema', 'vanish 70 5']])
  t.same(itemsFor('b'), [['schema', 'vanish 70 5']])
  t.same(itemsFor('c'), [])
})

/** Sessions in rooms, and items that say who sent them and when. */
function holding() {
  const { outbox, framesFor } = sending()
  const interest = new Interest()
  const stand = (edge: string, id: number, room: number) => {
    const session = interest.open(edge, id, id, 1)
    interest.watch(session, room)
    return session
  }
  const show = (room: number, number: number) =>
    outbox.toRoom(interest, room, outbox.items.numbers(ITEM.roomVanish, room, number))
  const tell = (session: Session, number: number) =>
    outbox.toSession(session, accepted(session, number), session.watching)
  const walk = (session: Session, room: number, number: number) => {
    const from = session.watching
    interest.watch(session, room)
    outbox.toSession(session, accepted(session, number), room, from)
  }
  const accepted = ({ id }: Session, number: number) =>
    outbox.items.numbers(ITEM.accepted, id, number)
  /** What has left for `edge` since the last look, without schemas. */
  const left = (edge: string) =>
    framesFor(edge).flatMap(({ items }) => items.filter((item) => item !== 'schema'))
  return { outbox, stand, show, tell, walk, left, framesFor }
}

t.test('what tells of a room waits for its record, and all else leaves at once', async (t) => {
  const { outbox, stand, show, tell, left } = holding()
  const ada = stand('a', 1, 7)
  const bob = stand('a', 2, 8)
  show(7, 1)
  tell(ada, 2)
  show(8, 3)
  tell(bob, 4)
  outbox.publish({ sequence: 1, rooms: [7] })
  t.same(left('a'), ['vanish 8 3', 'accepted 2 4'])
  show(7, 5)
  outbox.publish()
  t.same(left('a'), [], 'and so does what happens there later')
  outbox.release(1)
  t.same(left('a'), ['vanish 7 1', 'accepted 1 2', 'vanish 7 5'])
  show(7, 6)
  outbox.publish()
  t.same(left('a'), ['vanish 7 6'])
})

t.test('who walks out of a room that waits makes the next one wait', async (t) => {
  const { outbox, stand, show, tell, walk, left } = holding()
  const ada = stand('a', 1, 7)
  stand('b', 2, 8)
  outbox.publish({ sequence: 1, rooms: [7] })
  walk(ada, 8, 1)
  show(8, 2)
  outbox.publish()
  t.same([left('a'), left('b')], [[], []])
  walk(ada, 9, 3)
  tell(ada, 4)
  outbox.publish()
  outbox.release(1)
  t.same(left('a'), ['accepted 1 1', 'vanish 8 2', 'accepted 1 3', 'accepted 1 4'])
  t.same(left('b'), ['vanish 8 2'])
})

t.test('what waits for an older record leaves before what waits for a newer one', async (t) => {
  const { outbox, stand, show, left } = holding()
  stand('a', 1, 7)
  stand('a', 2, 8)
  show(7, 1)
  outbox.publish({ sequence: 1, rooms: [7] })
  show(8, 2)
  outbox.publish({ sequence: 2, rooms: [8] })
  show(7, 3)
  outbox.publish()
  outbox.release(1)
  t.same(left('a'), ['vanish 7 1', 'vanish 7 3'])
  outbox.release(2)
  t.same(left('a'), ['vanish 8 2'])
})

const ROOMS = [7, 8, 9]
const seat = fc.nat(3)
const room = fc.constantFrom(...ROOMS)
const deed = fc.oneof(
  fc.record({ do: fc.constant('show' as const), room }),
  fc.record({ do: fc.constant('tell' as const), seat }),
  fc.record({ do: fc.constant('walk' as const), seat, room }),
)
const turn = fc.record({
  deeds: fc.array(deed, { maxLength: 6 }),
  touched: fc.option(fc.uniqueArray(room, { minLength: 1 })),
  release: fc.nat(3),
})

type Deed = { do: 'show'; room: number } | Seated
type Seated = { do: 'tell'; seat: number } | { do: 'walk'; seat: number; room: number }

/** Four sessions on two edges: what each ought to get, and what it has got. */
class Audience {
  readonly #zone = holding()
  readonly #sessions = [1, 2, 3, 4].map((id) =>
    this.#zone.stand(id % 2 ? 'a' : 'b', id, ROOMS[id % 3]!),
  )
  /** The items, and the record of their room that came with each. */
  readonly #owed = this.#sessions.map((): { item: string; after: number }[] => [])
  readonly #got = this.#sessions.map((): string[] => [])
  /** The rooms in which edges believe sessions to be. */
  readonly #places = this.#sessions.map(({ watching }) => watching)
  readonly #walks = new Map<string, number>()
  readonly #sequences = { a: 0, b: 0 }
  readonly #checked = new Set<string>()
  #number = 0

  /** @param afterIn  the record, if any, that this turn writes of a room */
  perform(deed: Deed, afterIn: (room: number) => number): void {
    this.#number++
    if (deed.do === 'show') this.#show(deed.room, afterIn)
    else this.#act(deed, afterIn)
  }

  #show(room: number, afterIn: (room: number) => number): void {
    this.#sessions.forEach(({ watching }, i) => {
      if (watching !== room) return
      this.#owed[i]!.push({ item: `vanish ${room} ${this.#number}`, after: afterIn(room) })
    })
    this.#zone.show(room, this.#number)
  }

  #act(deed: Seated, afterIn: (room: number) => number): void {
    const session = this.#sessions[deed.seat]!
    const item = `accepted ${session.id} ${this.#number}`
    const from = session.watching
    if (deed.do === 'walk' && deed.room !== from) {
      this.#walks.set(item, deed.room)
      this.#zone.walk(session, deed.room, this.#number)
    } else this.#zone.tell(session, this.#number)
    const after = Math.max(afterIn(from), afterIn(session.watching))
    this.#owed[deed.seat]!.push({ item, after })
  }

  publish(touched?: { sequence: number; rooms: number[] }): void {
    this.#zone.outbox.publish(touched)
  }

  release(kept: number): void {
    this.#zone.outbox.release(kept)
  }

  /** Reads what has come, and throws if anything is out of order or came before `kept`. */
  check(kept: number): void {
    for (const edge of ['a', 'b'] as const) this.#receive(edge)
    this.#sessions.forEach((_, i) => {
      const owed = this.#owed[i]!.slice(0, this.#got[i]!.length)
      const items = owed.map(({ item }) => item)
      if (items.join() !== this.#got[i]!.join()) {
        throw new Error(`got ${this.#got[i]}, and was owed ${items}`)
      }
      for (const { item, after } of owed) {
        const isNew = !this.#checked.has(`${i} ${item}`)
        if (isNew && after > kept) throw new Error(`${item} is too early`)
        this.#checked.add(`${i} ${item}`)
      }
    })
  }

  get hasAll(): boolean {
    return this.#owed.every((items, i) => items.length === this.#got[i]!.length)
  }

  #receive(edge: 'a' | 'b'): void {
    for (const { sequence, items } of this.#zone.framesFor(edge)) {
      if (sequence !== ++this.#sequences[edge]) throw new Error('a frame is missing')
      for (const item of items) this.#hear(edge, item)
    }
  }

  #hear(edge: 'a' | 'b', item: string): void {
    const [kind, first] = item.split(' ')
    if (kind === 'schema') return
    this.#sessions.forEach((session, i) => {
      if (session.edge !== edge) return
      const scope = kind === 'vanish' ? this.#places[i] : session.id
      if (scope !== Number(first)) return
      this.#got[i]!.push(item)
      this.#places[i] = this.#walks.get(item) ?? this.#places[i]!
    })
  }
}

t.test('everybody gets all that is theirs, once, in order, and not too early', async (t) => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 20 }), (turns) => {
      const audience = new Audience()
      let records = 0
      let kept = 0
      for (const { deeds, touched, release } of turns) {
        const after = touched ? records + 1 : 0
        const afterIn = (place: number) => (touched?.includes(place) ? after : 0)
        for (const each of deeds) audience.perform(each, afterIn)
        if (touched) records++
        audience.publish(touched ? { sequence: records, rooms: touched } : undefined)
        audience.check(kept)
        kept = Math.min(records, kept + release)
        audience.release(kept)
        audience.check(kept)
      }
      audience.release(records)
      audience.check(records)
      if (!audience.hasAll) throw new Error('some is lost')
    }),
  )
  t.pass('whatever happens')
})

t.test(
  'it is full with so many bytes held back, or so many items, until they are let go',
  async (t) => {
    const { outbox } = sending()
    const session: Session = {
      edge: 'a',
      id: 1,
      being: 2,
      watching: 5,
      lit: true,
      blind: false,
      stale: false,
      sequence: 1,
    }
    const fill = (bytes: number, items: number) => {
      for (let i = 0; i < items; i++) outbox.toSession(session, new Uint8Array(bytes), 5)
      outbox.publish({ sequence: 1, rooms: [5] })
      return [outbox.heldBytes, outbox.isFull]
    }
    t.equal(outbox.holdsBackFrom(session), false)
    t.same(fill(1, HELD_ITEMS_MAX - 1), [HELD_ITEMS_MAX - 1, false])
    t.same(fill(1, 1), [HELD_ITEMS_MAX, true])
    t.equal(outbox.holdsBackFrom(session), true)
    outbox.release(1)
    t.same([outbox.heldBytes, outbox.isFull, outbox.holdsBackFrom(session)], [0, false, false])
  },
)
