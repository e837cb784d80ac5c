import { hasComponent } from 'bitecs'
import t from 'tap'
import { declaredComponents } from '#components/define.ts'
import { createEntity, destroyEntity, detach, newWorld } from '#components/entities.ts'
import { Item } from '#components/item.ts'
import { LightSource } from '#components/lightSource.ts'
import { Player } from '#components/player.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { spawnItem } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { emptyZone, spawnPlayer, type TestZone } from '#systems/testing.ts'
import { WorldSum } from './worldSum.ts'

/** A house with people and things; some ids of the thread are taken by others before. */
function house(idsTaken = 0): TestZone {
  const world = newWorld()
  const others = Array.from({ length: idsTaken }, () => createEntity(world))
  const zone = emptyZone([HOUSE])
  const room = zone.rooms.get('house:hall')!
  const ada = spawnPlayer(zone, 'Ada', room)
  for (const definition of zone.items.values()) spawnItem(zone, definition, ada)
  for (const other of others) destroyEntity(world, other)
  return zone
}

const sumOf = (zone: TestZone) => new WorldSum(zone).whole()

t.test('zones that are alike have the same sum, whatever ids their entities have', async (t) => {
  const zone = house()
  t.equal(sumOf(zone), sumOf(house(7)))
  t.equal(sumOf(zone), sumOf(zone))
})

t.test('each column counts', async (t) => {
  const zone = house()
  const sum = sumOf(zone)
  const found = new Set<string>()
  for (const component of declaredComponents()) {
    const { name, columns } = component.schema
    const entity = [...zone.byUid.values()].find((e) => hasComponent(zone.world, e, component))
    if (entity === undefined) continue
    found.add(name)
    for (const column of columns) {
      const values = column.values as (number | string)[]
      const value = values[entity]!
      values[entity] = column.kind === 'text' ? `${value}!` : value === 1 ? 2 : 1
      t.not(sumOf(zone), sum, `${name}.${column.name}`)
      values[entity] = value
    }
  }
  t.ok(found.has('room') && found.has('vitals') && found.has('siblings'))
  t.equal(sumOf(zone), sum)
})

t.test('a component that is taken away counts, and so does the order of things', async (t) => {
  const zone = house()
  const sum = sumOf(zone)
  const hall = zone.rooms.get('house:hall')!
  const player = [...zone.byUid.values()].find((e) => hasComponent(zone.world, e, Player))!
  const [first] = contentsOf(player)
  moveTo(zone, first!, hall)
  moveTo(zone, first!, player)
  t.not(sumOf(zone), sum, 'it is the last now')

  const other = house()
  const lamp = [...other.byUid.values()].find((e) => hasComponent(other.world, e, LightSource))!
  detach(other.world, lamp, LightSource)
  t.not(sumOf(other), sum)
})

t.test('parts of a large zone cover all of it, each part its own', async (t) => {
  const zone = emptyZone([HOUSE])
  const hall = zone.rooms.get('house:hall')!
  const coin = zone.items.get('house:coin')!
  while (zone.byUid.size < 2_500) spawnItem(zone, coin, hall)
  const partsOf = () => {
    const sums = new WorldSum(zone)
    return [sums.part(), sums.part(), sums.part(), sums.part()]
  }
  const before = partsOf()
  t.equal(before[3], before[0], 'it begins again')
  const [last] = [...zone.byUid.values()].slice(-1)
  Item.weightGrams[last!]! += 1
  const after = partsOf()
  t.same([after[0], after[1], after[3]], [before[0], before[1], before[3]])
  t.not(after[2], before[2])
})
