import { hasComponent } from 'bitecs'
import t from 'tap'
import { touch } from '#components/define.ts'
import type { AreaDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Mobile } from '#components/mobile.ts'
import { Wearable } from '#components/wearable.ts'
import { moveTo } from '#systems/containment.ts'
import type { SnapshotPace } from './keeping.ts'
import { FakeEdge, TestWorld } from './testing.ts'
import { brings, MANOR } from './testManor.ts'
import { UidSource } from './uids.ts'

const FERRYMAN = brings('hall', 'ferryman', { kind: 'mobile' })

/** A hall with things to give, and `mobiles` ferrymen who stay where they are. */
function area(mobiles: number, reset = FERRYMAN): AreaDefinition {
  return {
    ...MANOR,
    mobiles: MANOR.mobiles.map(({ wandersEverySeconds: _, ...mobile }) => mobile),
    resets: [
      ...['hat', 'sack', 'coin'].map((item) => brings('hall', item)),
      { ...reset, max: mobiles },
    ],
  }
}

const ferrymenIn = ({ runner: { zone } }: TestWorld): Entity[] =>
  [...zone.byUid.values()].filter((entity) => hasComponent(zone.world, entity, Mobile))

const uidOf = (entity: Entity) => Identity.uid[entity]!

/** A ferryman has come by Ada's hat, and by a sack with a coin in it. */
function given(mobiles = 1, snapshotPace?: SnapshotPace) {
  const world = new TestWorld([area(mobiles)], snapshotPace ? { snapshotPace } : {})
  const edge = new FakeEdge(world)
  const ada = edge.enter(1, 'Ada')
  world.turn()
  for (const line of ['get all', 'put coin in sack']) edge.type(ada, line)
  const { zone } = world.runner
  const thing = (word: string) =>
    [...zone.byUid.values()].find((entity) => Identity.prefab[entity] === `house:${word}`)!
  const [hat, sack, coin] = [thing('hat'), thing('sack'), thing('coin')]
  const move = (entity: Entity, holder: Entity) => {
    moveTo(zone, entity, holder)
    edge.resync(ada)
    world.turn()
  }
  const [ferryman, second] = ferrymenIn(world)
  move(hat, ferryman!)
  move(sack, ferryman!)
  const uids = { hat: uidOf(hat), sack: uidOf(sack), coin: uidOf(coin) }
  return { world, move, ferryman: ferryman!, second, hat, sack, uids }
}

/** The world after a crash at this moment, as `after` has it by then. */
function restarted(world: TestWorld, after: AreaDefinition): TestWorld {
  const kept = { snapshot: world.snapshots.at(-1), records: world.records, damage: [] }
  const records = kept.records.filter(({ sequence }) => sequence > (kept.snapshot?.sequence ?? 0))
  const uids = new UidSource({ first: 2 ** 40, last: 2 ** 41 }, () => {})
  return new TestWorld([after], { keeping: { epoch: 2, kept: { ...kept, records } }, uids })
}

/** What holds the thing with that uid, by its uid. */
function holderOf({ runner: { zone } }: TestWorld, uid: number): number {
  return uidOf(Location.holder[zone.byUid.get(uid)!]!)
}

t.test('what one of the world’s own was given it has again when it is born again', async (t) => {
  const { world, uids } = given()
  const again = restarted(world, area(1))
  const [ferryman] = ferrymenIn(again)
  t.ok(uidOf(ferryman!) >= 2 ** 40, 'it is another')
  t.same(
    [holderOf(again, uids.hat), holderOf(again, uids.sack)],
    [ferryman, ferryman].map((one) => uidOf(one!)),
  )
  t.equal(holderOf(again, uids.coin), uids.sack)

  again.records.unshift(...world.records)
  const third = restarted(again, area(1))
  t.equal(holderOf(third, uids.hat), uidOf(ferrymenIn(third)[0]!), 'and so after another crash')
})

t.test('of several each has again what one of them had', async (t) => {
  const { world, move, ferryman, second, sack, uids } = given(2)
  move(sack, second!)
  t.equal(holderOf(world, uids.hat), uidOf(ferryman))
  const again = restarted(world, area(2))
  const holders = [holderOf(again, uids.hat), holderOf(again, uids.sack)]
  t.same(new Set(holders), new Set(ferrymenIn(again).map(uidOf)))
})

t.test('one that another reset brings now is the next best', async (t) => {
  const { world, uids } = given()
  const moved = area(1, brings('loft', 'ferryman', { kind: 'mobile' }))
  const again = restarted(world, { ...moved, resets: [brings('hall', 'key'), ...moved.resets] })
  t.equal(holderOf(again, uids.hat), uidOf(ferrymenIn(again)[0]!))
})

t.test('what nobody is born again to have lies where that was last', async (t) => {
  const { world, move, ferryman, hat, uids } = given()
  const { zone } = world.runner
  Wearable.worn[hat] = 1
  touch(Wearable, hat)
  move(ferryman, zone.rooms.get('house:loft')!)
  world.tick(10)
  const again = restarted(world, area(0))
  const loft = uidOf(again.runner.zone.rooms.get('house:loft')!)
  t.same([holderOf(again, uids.hat), holderOf(again, uids.sack)], [loft, loft])
  t.equal(Wearable.worn[again.runner.zone.byUid.get(uids.hat)!], 0)
})

t.test('what was worn is worn again', async (t) => {
  const { world, move, ferryman, hat, uids } = given()
  Wearable.worn[hat] = 1
  touch(Wearable, hat)
  move(ferryman, Location.holder[ferryman]!)
  const again = restarted(world, area(1))
  t.equal(Wearable.worn[again.runner.zone.byUid.get(uids.hat)!], 1)
})

t.test('a snapshot knows it, too', async (t) => {
  const pace = { everyTicks: 3, recordsMin: 1, stepEntities: 100 }
  const { world, uids } = given(1, pace)
  world.tick(10)
  t.ok(world.snapshots.length > 0)
  const again = restarted(world, area(1))
  t.equal(holderOf(again, uids.hat), uidOf(ferrymenIn(again)[0]!))
})
