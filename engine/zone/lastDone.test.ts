import t from 'tap'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Player } from '#components/player.ts'
import { type Entry, NOTHING_READ } from '#protocol/intent.ts'
import { FakeEdge, FakeSession, TestWorld, TwoPlayers } from './testing.ts'

/*
 * An edge that has heard no answer repeats what was asked for, also to a zone that has begun anew,
 * and for one who has left. What was done, and has lasted, must not be done again.
 */

/** Ada has asked for `lines`; all was kept, and her edge has heard of nothing. */
function unheard(...lines: string[]) {
  const two = new TwoPlayers()
  const hat = two.item('hat', two.room('hall'))
  two.settle()
  // Each in a turn of its own: what comes and goes in one has changed nothing.
  for (const line of lines) two.lines(two.adas, two.ada, line)
  const kept = { snapshot: undefined, records: two.world.records, damage: [] }
  return { hat, two, keeping: { epoch: 2, kept } }
}

/** Ada's edge enters her again, as one that knows of her enter alone. */
function again(world: TestWorld, edge: FakeEdge, known: Partial<Entry>): FakeSession {
  const session = new FakeSession(1, 1, 'Ada')
  session.sequence = 1
  edge.sessions.set(session.id, session)
  const entry = { ...NOTHING_READ, uid: 1, name: 'Ada', epoch: world.epoch, ...known }
  edge.send({ kind: 'enter', session: session.id, sequence: session.sequence, entry })
  world.turn()
  return session
}

function placeOf({ runner }: TestWorld, uid: number): number {
  return Identity.uid[Location.holder[runner.zone.byUid.get(uid)!]!]!
}

t.test('[I3] what was done before the zone began anew is not done again', async (t) => {
  const { hat, keeping } = unheard('get hat', 'drop hat')
  const world = new TestWorld(undefined, { keeping })
  const edge = new FakeEdge(world, 'adas')
  const ada = again(world, edge, { isInWorld: true })
  t.equal(ada.accepted, 3, 'the edge hears of what was done')
  edge.line(ada, 'get hat')
  world.turn()
  t.not(placeOf(world, hat), 1, 'the second intent is a repeat')
  edge.line(ada, 'drop hat')
  edge.line(ada, 'get hat')
  world.turn()
  t.equal(placeOf(world, hat), 1, 'and the fourth is not')
})

t.test('[I3] nor is it where one comes who has left', async (t) => {
  const { hat, two } = unheard('get hat', 'drop hat', 'quit')
  const { world, adas: edge } = two
  const ada = again(world, edge, world.characterOf(1))
  t.equal(ada.accepted, 3)
  for (const line of ['get hat', 'drop hat', 'quit']) edge.line(ada, line)
  world.turn()
  t.equal(ada.farewell, 'quit', 'but for the quitting that nobody has heard of')
  t.not(placeOf(world, hat), 1)
})

t.test('[I3] another session of the character begins anew', async (t) => {
  const { hat, keeping } = unheard('get hat', 'drop hat')
  const world = new TestWorld(undefined, { keeping })
  const edge = new FakeEdge(world, 'elsewhere')
  const ada = edge.enter(1, 'Ada', { epoch: 2, isInWorld: true })
  edge.line(ada, 'get hat')
  world.turn()
  t.equal(placeOf(world, hat), 1)
})

t.test('[I3] nor is what a session repeats after one of another edge', async (t) => {
  const { hat, two } = unheard('get hat', 'drop hat')
  two.bobs.enter(1, 'Ada')
  two.world.turn()
  const ada = again(two.world, two.adas, {})
  t.equal(ada.accepted, 3)
  two.lines(two.adas, ada, 'get hat')
  t.not(placeOf(two.world, hat), 1)
})

t.test('[I11] an earlier session of an edge takes nothing from a later one', async (t) => {
  const { hat, two } = unheard()
  const { world, adas: edge } = two
  const later = edge.enter(1, 'Ada')
  two.lines(edge, later, 'get hat', 'drop hat')
  t.equal(again(world, edge, {}).farewell, 'takeover')
  two.lines(edge, later, 'get hat')
  t.equal(placeOf(world, hat), 1, 'the later one goes on')

  edge.linkLost(later)
  world.turn()
  t.equal(again(world, edge, {}).farewell, 'takeover')
  const being = world.runner.zone.byUid.get(1)!
  t.equal(Player.linkDead[being], 1, 'nobody plays it')
})

t.test('[I11] nor does it where the zone has begun anew', async (t) => {
  const { two } = unheard()
  const later = two.adas.enter(1, 'Ada')
  two.lines(two.adas, later, 'get hat')
  const kept = { snapshot: undefined, records: two.world.records, damage: [] }
  const world = new TestWorld(undefined, { keeping: { epoch: 2, kept } })
  const edge = new FakeEdge(world, 'adas')
  t.equal(again(world, edge, { isInWorld: true }).farewell, 'takeover')
})

t.test('nothing that follows a quit is done', async (t) => {
  const { hat, two } = unheard()
  two.lines(two.adas, two.ada, 'quit', 'get hat')
  t.equal(two.ada.farewell, 'quit')
  t.not(placeOf(two.world, hat), 1)
})
