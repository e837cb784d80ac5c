import t from 'tap'
import { touch } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { Item } from '#components/item.ts'
import type { EntityRecord } from '#protocol/record.ts'
import { spawnItem } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { KeptModel } from './keptModel.ts'
import { FakeEdge, TestWorld } from './testing.ts'

/** Ada, who has three hats and two coins, in a world that takes a snapshot when it is asked to. */
function adaWithHats() {
  const world = new TestWorld([HOUSE], {
    snapshotPace: { everyTicks: 1, recordsMin: 0, stepEntities: 2 },
  })
  const edge = new FakeEdge(world)
  const ada = edge.enter(1, 'Ada')
  world.turn()
  const { zone } = world.runner
  const body = zone.byUid.get(1)!
  const things = ['hat', 'hat', 'coin', 'hat', 'coin'].map((word) =>
    spawnItem(zone, zone.items.get(`house:${word}`)!, body),
  )
  const settle = () => {
    edge.resync(ada)
    world.turn()
  }
  settle()
  return { world, things, settle }
}

/** What a snapshot has of the world, and what the journal has, by uids. */
function bothOf(world: TestWorld): { snapshot: EntityRecord[]; journal: EntityRecord[] } {
  const taken = world.snapshots.length + 1
  while (world.snapshots.length < taken) world.tick()
  const { payload } = world.snapshots.at(-1)!
  const sorted = (payloads: readonly Uint8Array[]) => {
    const model = new KeptModel()
    for (const each of payloads) model.apply(each)
    return model.records().sort((a, b) => a.uid - b.uid)
  }
  return { snapshot: sorted([payload]), journal: sorted(world.records.map((it) => it.payload)) }
}

/** How often a snapshot has some words. */
function countOf(world: TestWorld, words: string): number {
  return Buffer.from(world.snapshots.at(-1)!.payload).toString('latin1').split(words).length - 1
}

t.test(
  'what things of a kind have in common is written once, and all come back whole',
  async (t) => {
    const { world } = adaWithHats()
    const { snapshot, journal } = bothOf(world)
    t.equal(snapshot.length, 6)
    t.strictSame(snapshot, journal)
    t.equal(countOf(world, 'It is a felt hat.'), 1)
  },
)

t.test('a thing that is not like others of its kind is written as it is', async (t) => {
  const { world, things, settle } = adaWithHats()
  const [, second, , third] = things
  Described.name[second!] = 'a squashed hat'
  Item.weightGrams[third!] = 3
  for (const hat of [second!, third!]) {
    touch(Described, hat)
    touch(Item, hat)
  }
  settle()
  const { snapshot, journal } = bothOf(world)
  t.strictSame(snapshot, journal)
  t.equal(countOf(world, 'It is a felt hat.'), 3)
  t.equal(countOf(world, 'a squashed hat'), 1)
})

t.test('a Loam from before there were samples says that a newer one has kept them', async (t) => {
  const { world } = adaWithHats()
  bothOf(world)
  const { payload } = world.snapshots.at(-1)!
  const older = new KeptModel({ version: 2, steps: [] })
  t.throws(() => older.apply(payload), {
    code: 'KEPT_BY_NEWER',
    message: /a newer Loam has kept it, in form \d+, and this one knows forms up to 2;/,
  })
})
