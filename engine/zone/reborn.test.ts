import t from 'tap'
import type { AreaDefinition } from '#components/definition.ts'
import { Identity } from '#components/identity.ts'
import { NOTHING_KEPT } from './keeping.ts'
import { FakeEdge, TestWorld } from './testing.ts'
import { brings, MANOR } from './testManor.ts'
import { UidSource } from './uids.ts'

/*
 * What somebody takes out of the world is brought again by the next reset: that is how resets are
 * meant. It is another thing then, and the two are never taken for one.
 */

const AREA: AreaDefinition = { ...MANOR, mobiles: [], resets: [brings('hall', 'hat')] }
const RESET_TICKS = 40

function hatsIn({ runner: { zone } }: TestWorld): number[] {
  return [...zone.byUid.values()]
    .filter((entity) => Identity.prefab[entity] === 'house:hat')
    .map((entity) => Identity.uid[entity]!)
}

t.test('a thing that was taken out of the world is brought again as another', async (t) => {
  const world = new TestWorld([AREA])
  const edge = new FakeEdge(world)
  const enter = () => {
    const ada = edge.enter(1, 'Ada')
    world.turn()
    return ada
  }
  const uids: number[] = hatsIn(world)
  for (let visit = 1; visit <= 3; visit++) {
    const ada = enter()
    edge.type(ada, 'get hat')
    edge.type(ada, 'quit')
    world.tick(RESET_TICKS)
    uids.push(...hatsIn(world))
  }
  t.equal(new Set(uids).size, 4)
  enter()
  t.same(new Set(hatsIn(world)), new Set(uids), 'and she has all that she took')
  world.tick(RESET_TICKS)
  t.equal(hatsIn(world).length, 4, 'while they are there, none is missing')
})

t.test('what a start brings is none of what characters have who are away', async (t) => {
  const world = new TestWorld([AREA])
  const edge = new FakeEdge(world)
  const ada = edge.enter(1, 'Ada')
  world.turn()
  const [hat] = hatsIn(world)
  edge.type(ada, 'get hat')
  edge.type(ada, 'quit')
  const row = world.characterOf(1)

  // The database gives out each block of uids once, whatever became of those who had one.
  const uids = new UidSource({ first: 2 ** 40, last: 2 ** 41 }, () => {})
  const kept = { ...NOTHING_KEPT.kept, records: world.records }
  const again = new TestWorld([AREA], { keeping: { epoch: 2, kept }, uids })
  t.notOk(hatsIn(again).includes(hat!))
  new FakeEdge(again).enter(1, 'Ada', row)
  again.turn()
  const hats = hatsIn(again)
  t.same([hats.length, new Set(hats).size, hats.includes(hat!)], [2, 2, true])
})
