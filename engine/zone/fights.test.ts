import t from 'tap'
import { Identity } from '#components/identity.ts'
import { spawnMobile } from '#systems/spawn.ts'
import { harm } from '#systems/waymark/fight/harm.ts'
import { FIELD } from '#systems/waymark/fight/testArena.ts'
import { FakeEdge, TestWorld } from './testing.ts'

/** Ada and Bob in a yard with a creature. */
function yardWith(creature: string) {
  const world = new TestWorld([FIELD])
  const { zone } = world.runner
  const edge = new FakeEdge(world, 'edge')
  const [ada, bob] = [edge.enter(1, 'Ada'), edge.enter(2, 'Bob')]
  world.turn()
  const yard = zone.rooms.get('field:yard')!
  const mobile = spawnMobile(zone, zone.mobiles.get(`field:${creature}`)!, yard)
  edge.resync(ada)
  world.turn()
  return { world, zone, edge, ada, bob, mobile, uid: Identity.uid[mobile]! }
}

t.test('a fight is shown as long as it goes on, and its end is, too', async (t) => {
  const { world, edge, ada, bob, uid } = yardWith('rat')
  edge.line(ada, 'kill rat')
  world.turn()
  t.equal(ada.own.get(1)!['fighting']!['foe'], uid)
  t.equal(bob.view.get(1)!['fighting']!['foe'], uid)
  const verbs: string[] = []
  for (let i = 0; i < 600 && !verbs.includes('die') && !verbs.includes('fall'); i++) {
    world.tick()
    verbs.push(...bob.takeEvents().map(({ verb }) => verb))
  }
  t.ok(verbs.includes('hit') && verbs.includes('die'))
  t.equal(ada.own.get(1)!['fighting']!['foe'], 0)
  t.equal(ada.own.get(1)!['progress']!['experience'], 20)
  t.notOk(bob.view.has(uid))
  t.same(world.faults, [])
})

t.test('who falls is shown the refuge, and those whom it left that it is gone', async (t) => {
  const { world, zone, ada, bob, mobile } = yardWith('rat')
  for (const session of [ada, bob]) session.takeEvents()
  harm(zone, mobile, zone.byUid.get(1)!, 1_000, undefined)
  world.tick()
  const verbs = [ada, bob].map((session) => session.takeEvents().map(({ verb }) => verb))
  t.same(verbs, [['fall', 'revive'], ['fall']])
  t.notOk(bob.view.has(1))
  t.equal(ada.own.get(1)!['vitals']!['hp'], 8)
  t.equal(ada.own.get(1)!['location']!['holder'], Identity.uid[zone.rooms.get('field:chapel')!])
  t.same(world.faults, [])
})
