import { hasComponent } from 'bitecs'
import t from 'tap'
import { Container } from '#components/container.ts'
import { Described } from '#components/described.ts'
import { Identity } from '#components/identity.ts'
import { Wearable } from '#components/wearable.ts'
import type { EntityRecord } from '#protocol/record.ts'
import { contentsOf } from '#systems/containment.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { emptyZone } from '#systems/testing.ts'
import type { KeptEntity } from './keptParts.ts'
import { inParts } from './keptParts.ts'
import { revive } from './revive.ts'

const UID = 2 ** 40

function record(n: number, holder: number, prefab = '', more: EntityRecord['components'] = {}) {
  const identity = { uid: UID + n, prefab, reset: 0 }
  return { uid: UID + n, components: { identity, location: { holder }, ...more } }
}

function woken(records: readonly KeptEntity[], areas = [HOUSE]) {
  const zone = emptyZone(areas)
  const hall = zone.rooms.get('house:hall')!
  const before = contentsOf(hall).length
  const entities = revive(zone, records.map(inParts), () => hall)
  const tree = (entity: number): unknown => {
    const uid = Identity.uid[entity]! - UID
    const held = contentsOf(entity).map(tree)
    return held.length === 0 ? uid : [uid, ...held]
  }
  return { zone, entities, inHall: contentsOf(hall).slice(before).map(tree) }
}

t.test('things come back into what held them, whatever the order of the records', async (t) => {
  const records = [record(1, UID + 2), record(2, UID + 3), record(3, 0), record(4, UID + 2)]
  t.strictSame(woken(records).inHall, [[3, [2, 1, 4]]])
})

t.test('what holds each other, or is held by nothing there is, lies where it can', async (t) => {
  const records = [record(1, UID + 2), record(2, UID + 1), record(3, UID + 3), record(4, UID + 99)]
  const { inHall, entities } = woken(records)
  t.equal(entities.length, 4)
  t.strictSame(inHall, [[2, 1], 3, 4])
})

t.test('what is worn is worn again', async (t) => {
  const wearable = { slot: 'head', worn: 1 }
  const { entities } = woken([record(1, 0), record(2, UID + 1, 'house:hat', { wearable })])
  t.strictSame(
    [Wearable.worn[entities[1]!], Described.name[entities[1]!]],
    [1, 'a felt hat'],
    'and is as its definition says',
  )
})

t.test('a thing without a definition is as it was kept, without what is no more', async (t) => {
  const { zone, entities } = woken([
    record(1, 0, 'house:crown', {
      described: { name: 'a crown', here: 'A crown lies here.', sheen: 3 },
      container: { capacityGrams: 7 },
      curse: { strength: 1 },
    }),
  ])
  const [crown] = entities
  t.strictSame([Described.name[crown!], Container.capacityGrams[crown!]], ['a crown', 7])
  t.notOk(hasComponent(zone.world, crown!, Wearable))
})

t.test('what a thing has lost of its definition it does not get back', async (t) => {
  const { zone, entities } = woken([
    record(1, 0, 'house:hat'),
    { ...record(2, 0, 'house:hat'), lost: new Set(['wearable', 'no longer declared']) },
  ])
  t.same(
    entities.map((hat) => hasComponent(zone.world, hat, Wearable)),
    [true, false],
  )
})

t.test('what lives is not born again', async (t) => {
  const { zone, entities } = woken([record(1, 0)])
  t.strictSame(
    revive(zone, [inParts(record(1, 0))], () => zone.rooms.get('house:loft')!),
    [],
  )
  t.equal(zone.byUid.get(UID + 1), entities[0])
})
