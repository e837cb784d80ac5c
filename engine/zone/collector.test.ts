import t from 'tap'
import {
  type AnyComponent,
  clearTouched,
  declaredComponents,
  defineComponent,
  touch,
  u8,
} from '#components/define.ts'
import { Described } from '#components/described.ts'
import type { Entity } from '#components/entities.ts'
import { attach, createEntity, detach, newWorld } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Vitals } from '#components/vitals.ts'
import { CONTAINMENT, moveTo } from '#systems/containment.ts'
import { bear, destroy } from '#systems/spawn.ts'
import { emptyZone, spawnPlayer, spawnRoom, spawnThing } from '#systems/testing.ts'
import { Collector } from './collector.ts'

/** That of the first thing in a test's zone. */
const FIRST_UID = 2 ** 36

/** A zone whose collector has told all there was. */
function settled() {
  for (const component of declaredComponents()) clearTouched(component)
  const zone = emptyZone()
  const collector = new Collector(zone.world, declaredComponents())
  const hall = spawnRoom(zone, 'Hall')
  const study = spawnRoom(zone, 'Study')
  const ada = spawnPlayer(zone, 'Ada', hall)
  const coin = spawnThing(zone, 'coin', hall)
  const collect = (...written: AnyComponent[]) => {
    collector.note(written)
    const told: unknown[][] = []
    collector.collect({
      appeared: (entity, place) => told.push(['appeared', entity, place]),
      vanished: (entity, uid, place) => told.push(['vanished', entity, uid, place]),
      changed: (entity, { schema }, mask) => told.push(['changed', entity, schema.name, mask]),
      attached: (entity, { schema }) => told.push(['attached', entity, schema.name]),
      detached: (entity, { schema }) => told.push(['detached', entity, schema.name]),
    })
    return told
  }
  collect(...declaredComponents())
  return { zone, hall, study, ada, coin, collect }
}

function setHp(entity: Entity, hp: number): void {
  Vitals.hp[entity] = hp
  touch(Vitals, entity)
}

t.test('[R5] what is touched, declared and different is told, and told once', async (t) => {
  const { ada, collect } = settled()
  setHp(ada, 7)
  Vitals.hpMax[ada] = 30
  t.same(collect(Vitals), [['changed', ada, 'vitals', 0b11]])
  t.same(collect(Vitals), [])
})

t.test('[R5] a value that was written but is the same is not told', async (t) => {
  const { ada, collect } = settled()
  setHp(ada, Vitals.hp[ada]! - 1)
  setHp(ada, Vitals.hp[ada]! + 1)
  t.same(collect(Vitals), [])
})

t.test('what nobody declared waits until somebody does', async (t) => {
  const { ada, collect } = settled()
  setHp(ada, 7)
  t.same(collect(Described), [])
  t.same(collect(), [])
  t.same(collect(Vitals), [['changed', ada, 'vitals', 0b1]])
})

t.test('what is not touched is not looked at', async (t) => {
  const { ada, collect } = settled()
  Vitals.hp[ada] = 7
  t.same(collect(Vitals), [])
})

t.test('columns of every kind are compared as what they are', async (t) => {
  const { zone, hall, study, ada, collect } = settled()
  const door = bear(zone)
  attach(zone.world, door, Exit, { to: hall })
  moveTo(zone, door, hall)
  collect(...declaredComponents())

  Described.here[ada] = 'Ada sleeps here.'
  touch(Described, ada)
  Vitals.hpPending[ada] = 0.5
  touch(Vitals, ada)
  Exit.to[door] = study
  touch(Exit, door)
  t.same(
    new Set(collect(Described, Vitals, Exit)),
    new Set([
      ['changed', ada, 'described', 0b10],
      ['changed', ada, 'vitals', 0b1000],
      ['changed', door, 'exit', 0b10],
    ]),
  )
})

t.test('an entity told as its uid is told again when its id means another', async (t) => {
  const { zone, hall, collect } = settled()
  const vault = spawnRoom(zone, 'Vault')
  const door = bear(zone)
  attach(zone.world, door, Exit, { to: vault })
  moveTo(zone, door, hall)
  collect(...declaredComponents())
  destroy(zone, vault)
  t.equal(spawnRoom(zone, 'Other vault'), vault, 'the id is handed out again')
  touch(Exit, door)
  t.same(collect(Exit), [['changed', door, 'exit', 0b10]])
})

t.test('who gets the id of one that has died is told as if it were a new id', async (t) => {
  const { zone, hall, ada, collect } = settled()
  const all = declaredComponents()
  const valuesTold = () =>
    collect(...all).filter(([what, entity]) => what === 'attached' && entity === ada)
  destroy(zone, ada)
  t.same(valuesTold(), [])
  t.equal(spawnPlayer(zone, 'Ada', hall), ada, 'the id is handed out again')
  const again = valuesTold()
  t.ok(again.some(([, , name]) => name === 'vitals'))
  const fresh = spawnPlayer(zone, 'Ada', hall)
  const first = collect(...all).filter(([what, entity]) => what === 'attached' && entity === fresh)
  t.same(
    again.map(([, , name]) => name),
    first.map(([, , name]) => name),
  )
})

const Mark = defineComponent('testMark', { columns: {}, visibleTo: 'none', durability: 'told' })
const Rank = defineComponent('testRank', {
  columns: { level: u8(), stars: u8() },
  visibleTo: 'none',
  durability: 'told',
})

t.test('what gains or loses a component is told so, whatever its values', async (t) => {
  const { zone, ada, coin, collect } = settled()
  attach(zone.world, ada, Mark)
  attach(zone.world, ada, Rank)
  attach(zone.world, coin, Rank, { stars: 3 })
  t.same(collect(Mark, Rank), [
    ['attached', ada, 'testMark'],
    ['attached', ada, 'testRank'],
    ['attached', coin, 'testRank'],
  ])
  detach(zone.world, ada, Mark)
  detach(zone.world, coin, Rank)
  t.same(collect(), [])
  t.same(collect(Mark, Rank), [
    ['detached', ada, 'testMark'],
    ['detached', coin, 'testRank'],
  ])
  attach(zone.world, coin, Rank, { stars: 3 })
  t.same(collect(Rank), [['attached', coin, 'testRank']], 'also with the values of before')
})

t.test('what is lost and gained again within a turn was not lost', async (t) => {
  const { zone, ada, coin, collect } = settled()
  attach(zone.world, ada, Rank, { level: 1 })
  collect(Rank)
  detach(zone.world, ada, Rank)
  attach(zone.world, ada, Rank, { level: 2 })
  attach(zone.world, coin, Rank)
  detach(zone.world, coin, Rank)
  t.same(collect(Rank), [['changed', ada, 'testRank', 0b1]])
})

t.test('who dies loses nothing, and whoever has its id next has gained what it has', async (t) => {
  const { zone, hall, coin, collect } = settled()
  attach(zone.world, coin, Rank, { level: 1 })
  collect(Rank)
  destroy(zone, coin)
  t.same(collect(Location), [['vanished', coin, FIRST_UID + 3, hall]])
  t.equal(spawnThing(zone, 'pearl', hall), coin)
  collect(Location)
  attach(zone.world, coin, Rank, { level: 1 })
  t.same(collect(Rank), [['attached', coin, 'testRank']])
})

t.test('what moves vanishes where it was, and appears where it is', async (t) => {
  const { zone, hall, study, ada, coin, collect } = settled()
  moveTo(zone, coin, ada)
  moveTo(zone, ada, study)
  const uidOf = (entity: Entity) => Identity.uid[entity]
  t.same(
    collect(...CONTAINMENT).filter(([what]) => what !== 'changed'),
    [
      ['vanished', coin, uidOf(coin), hall],
      ['appeared', coin, ada],
      ['vanished', ada, uidOf(ada), hall],
      ['appeared', ada, study],
    ],
  )
})

t.test('what comes back within a turn has not moved', async (t) => {
  const { zone, hall, study, ada, collect } = settled()
  moveTo(zone, ada, study)
  moveTo(zone, ada, hall)
  t.same(collect(Location), [])
})

t.test(
  'an id that is another’s within one turn vanishes as one and appears as the other',
  async (t) => {
    const { zone, hall, coin, collect } = settled()
    const before = Identity.uid[coin]
    destroy(zone, coin)
    const other = spawnThing(zone, 'pearl', hall)
    t.equal(other, coin, 'the id is handed out again')
    t.same(collect(Location, Identity), [
      ['vanished', coin, before, hall],
      ['appeared', coin, hall],
      ['attached', coin, 'identity'],
    ])
  },
)

t.test('what is born and dies within one turn is never told', async (t) => {
  const { zone, hall, collect } = settled()
  destroy(zone, spawnThing(zone, 'spark', hall))
  t.same(
    collect(...declaredComponents()).filter(([what]) => what !== 'changed'),
    [],
  )
})

t.test('what another zone of the thread has touched is not this one’s', async (t) => {
  const { collect } = settled()
  const other = newWorld()
  const stranger = createEntity(other)
  attach(other, stranger, Vitals, { hp: 5 })
  t.same(collect(Vitals, Location), [])
})

t.test('more changes than are looked at together are all told', async (t) => {
  const { zone, hall, collect } = settled()
  const crowd = Array.from({ length: 1_300 }, (_, i) => spawnPlayer(zone, `P${i}`, hall))
  collect(...declaredComponents())
  for (const being of crowd) setHp(being, 3)
  t.same(
    collect(Vitals),
    crowd.map((being) => ['changed', being, 'vitals', 0b1]),
  )
})
