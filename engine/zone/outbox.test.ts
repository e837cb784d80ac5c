import t from 'tap'
import { SUBJECT } from '#protocol/bus.ts'
import { ITEM, readFrame } from '#protocol/frame.ts'
import type { WireSchema } from '#protocol/schema.ts'
import { Interest } from './interest.ts'
import { Outbox } from './outbox.ts'
import { FakeEdge, TestBus, TestWorld } from './testing.ts'

const SCHEMA: WireSchema = [{ name: 'item', columns: [{ name: 'fixed', kind: 'u8' }] }]

function sending() {
  const bus = new TestBus()
  const outbox = new Outbox('vale', bus, SCHEMA)
  /** What the edge would read of each frame that was published for it. */
  const framesFor = (edge: string) => bus.take(SUBJECT.edge(edge)).map(readShort)
  const accept = (edge: string, sequence: number) =>
    outbox.toEdge(edge, outbox.items.numbers(ITEM.accepted, 1, sequence))
  return { outbox, framesFor, accept }
}

function readShort(payload: Uint8Array) {
  const items: string[] = []
  const listener = new FakeEdge(new TestWorld([]))
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
    [['accepted 1 2', 'schema', 'accepted 1 3'], ['accepted 1 4']],
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
