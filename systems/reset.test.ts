import { hasComponent } from 'bitecs'
import t from 'tap'
import { Coins } from '#components/coins.ts'
import type { AreaDefinition, ResetContent, ResetDefinition } from '#components/definition.ts'
import { Door } from '#components/door.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { setDoor } from './commands/doors.ts'
import { contentsOf, moveTo } from './containment.ts'
import { exitsOf, isWorn } from './names.ts'
import { resetNow, resetSystem } from './reset.ts'
import { destroy } from './spawn.ts'
import { HOUSE } from './testHouse.ts'
import { emptyZone, runTurns, spawnPlayer, type TestZone } from './testing.ts'

const SOURCE = { file: 'house.yaml', line: 1 }

function content(item: string, contains: ResetContent[] = [], worn = false): ResetContent {
  return { item: `house:${item}`, worn, contains }
}

function reset(
  kind: 'item' | 'mobile',
  prefab: string,
  contains: ResetContent[] = [],
  max = 1,
): ResetDefinition {
  return { room: 'house:hall', kind, prefab: `house:${prefab}`, max, contains, source: SOURCE }
}

function houseWith(...resets: ResetDefinition[]): TestZone {
  return emptyZone([{ ...HOUSE, resets }])
}

function hallOf(zone: TestZone): Entity {
  return zone.rooms.get('house:hall')!
}

/** Full ids of what `holder` holds, in order; exits and details have none. */
function prefabsIn(holder: Entity): string[] {
  return contentsOf(holder)
    .map((entity) => Identity.prefab[entity]!)
    .filter((prefab) => prefab !== '')
}

function find(holder: Entity, word: string): Entity {
  return contentsOf(holder).find((entity) => Identity.prefab[entity] === `house:${word}`)!
}

t.test('a reset brings things and mobiles with what they hold and wear', async (t) => {
  const zone = houseWith(
    reset('item', 'chest', [content('sack', [content('coin'), content('coin')]), content('key')]),
    reset('mobile', 'ferryman', [content('hat', [], true), content('coin')]),
  )
  const hall = hallOf(zone)
  resetNow(zone, zone.resets[0]!)

  t.same(prefabsIn(hall), ['house:chest', 'house:ferryman'])
  const [chest, ferryman] = [find(hall, 'chest'), find(hall, 'ferryman')]
  t.same(prefabsIn(chest), ['house:sack', 'house:key'])
  t.same(prefabsIn(find(chest, 'sack')), ['house:coin', 'house:coin'])
  t.same(
    contentsOf(ferryman).map((item) => isWorn(zone, item)),
    [true, false],
  )
  t.same(zone.reported, [{ room: hall, event: { verb: 'arrive', actor: ferryman } }])
})

t.test('a second reset of what is whole changes nothing', async (t) => {
  const zone = houseWith(
    reset('item', 'chest', [content('coin'), content('coin')], 2),
    reset('mobile', 'ferryman', [content('hat', [], true)]),
  )
  resetNow(zone, zone.resets[0]!)
  const [before, reports] = [[...zone.byUid.keys()], zone.reported.length]

  for (let i = 0; i < 3; i++) resetNow(zone, zone.resets[0]!)
  t.same([...zone.byUid.keys()], before)
  t.equal(zone.reported.length, reports)
})

t.test('a reset brings what is missing, up to its most', async (t) => {
  const zone = houseWith(reset('item', 'coin', [], 3))
  const hall = hallOf(zone)
  resetNow(zone, zone.resets[0]!)
  t.equal(prefabsIn(hall).length, 3)

  for (const coin of [find(hall, 'coin')]) destroy(zone, coin)
  resetNow(zone, zone.resets[0]!)
  t.equal(prefabsIn(hall).length, 3)
})

t.test('what somebody has taken is not missing, until it leaves the zone', async (t) => {
  const zone = houseWith(reset('item', 'chest', [content('key')]), reset('item', 'hat'))
  const hall = hallOf(zone)
  const ada = spawnPlayer(zone, 'Ada', hall)
  resetNow(zone, zone.resets[0]!)
  const chest = find(hall, 'chest')
  for (const item of [find(chest, 'key'), find(hall, 'hat')]) moveTo(zone, item, ada)

  resetNow(zone, zone.resets[0]!)
  t.same([prefabsIn(hall), prefabsIn(chest)], [['house:chest'], []])
  for (const item of contentsOf(ada)) destroy(zone, item)
  resetNow(zone, zone.resets[0]!)
  t.same([prefabsIn(hall), prefabsIn(chest)], [['house:chest', 'house:hat'], ['house:key']])
})

t.test('a reset brings coins, and brings them again once they are gone', async (t) => {
  const pile: ResetContent = { item: '', coins: 12, worn: false, contains: [] }
  const heap: ResetDefinition = { ...reset('item', ''), prefab: '', coins: 30 }
  const zone = houseWith(heap, reset('mobile', 'ferryman', [pile]))
  const hall = hallOf(zone)
  resetNow(zone, zone.resets[0]!)
  resetNow(zone, zone.resets[0]!)
  const piles = () =>
    [...zone.byUid.values()]
      .filter((each) => hasComponent(zone.world, each, Coins))
      .sort((a, b) => Coins.amount[b]! - Coins.amount[a]!)
  const inHall = piles().filter((each) => Location.holder[each] === hall)
  t.same(
    piles().map((each) => [Coins.amount[each], Coins.wild[each]]),
    [
      [30, 1],
      [12, 1],
    ],
  )
  t.equal(inHall.length, 1)

  for (const each of piles()) destroy(zone, each)
  resetNow(zone, zone.resets[0]!)
  t.same(
    piles().map((each) => Coins.amount[each]),
    [30, 12],
  )
})

t.test('things alike that no reset brought do not count', async (t) => {
  const zone = houseWith(reset('item', 'coin'), reset('item', 'coin'))
  const hall = hallOf(zone)
  resetNow(zone, zone.resets[0]!)
  const [first] = contentsOf(hall).filter((entity) => Identity.prefab[entity] !== '')
  t.equal(prefabsIn(hall).length, 2, 'each reset brings its own')

  Identity.reset[first!] = 0
  resetNow(zone, zone.resets[0]!)
  t.equal(prefabsIn(hall).length, 3)
})

t.test('a mobile gets back what it has lost, and wears it', async (t) => {
  const zone = houseWith(reset('mobile', 'ferryman', [content('hat', [], true)]))
  resetNow(zone, zone.resets[0]!)
  const ferryman = find(hallOf(zone), 'ferryman')
  destroy(zone, find(ferryman, 'hat'))
  moveTo(zone, ferryman, zone.rooms.get('house:loft')!)

  resetNow(zone, zone.resets[0]!)
  t.ok(isWorn(zone, find(ferryman, 'hat')), 'wherever it has gone')
})

t.test('a lid is shut and locked again, but not in somebody’s hands', async (t) => {
  const zone = houseWith(reset('item', 'chest'))
  const hall = hallOf(zone)
  const ada = spawnPlayer(zone, 'Ada', hall)
  resetNow(zone, zone.resets[0]!)
  const chest = find(hall, 'chest')
  setDoor(zone, chest, { closed: false, locked: false })

  moveTo(zone, chest, ada)
  resetNow(zone, zone.resets[0]!)
  t.same([Door.closed[chest], Door.locked[chest]], [0, 0])
  moveTo(zone, chest, hall)
  resetNow(zone, zone.resets[0]!)
  t.same([Door.closed[chest], Door.locked[chest]], [1, 1])
})

t.test('doors are put back on both sides, and those who are there see it', async (t) => {
  const zone = houseWith()
  const [hall, study] = [hallOf(zone), zone.rooms.get('house:study')!]
  const [north, , up] = exitsOf(zone, hall)
  const [south] = exitsOf(zone, study)
  setDoor(zone, north!, { closed: false, locked: false })
  setDoor(zone, up!, { closed: true, locked: true })

  resetNow(zone, zone.resets[0]!)
  t.same(zone.reported, [
    { room: hall, event: { verb: 'doorCloses', exit: north } },
    { room: study, event: { verb: 'doorCloses', exit: south } },
    { room: hall, event: { verb: 'doorUnlocks', exit: up } },
  ])
  t.same(
    [north, south, up].map((exit) => [Door.closed[exit!], Door.locked[exit!]]),
    [
      [1, 1],
      [1, 1],
      [1, 0],
    ],
  )
})

t.test(
  'a door that is only unlocked is locked again, one that was open in the beginning opens',
  async (t) => {
    const zone = houseWith()
    const [hall, study] = [hallOf(zone), zone.rooms.get('house:study')!]
    const [north, , up] = exitsOf(zone, hall)
    const [south] = exitsOf(zone, study)
    setDoor(zone, north!, { closed: true, locked: false })
    Door.resetClosed[up!] = 0

    resetNow(zone, zone.resets[0]!)
    t.same(zone.reported, [
      { room: hall, event: { verb: 'doorLocks', exit: north } },
      { room: study, event: { verb: 'doorLocks', exit: south } },
      { room: hall, event: { verb: 'doorOpens', exit: up } },
    ])
  },
)

t.test('each area is reset in its own time, areas alike one after the other', async (t) => {
  const elsewhere: AreaDefinition = {
    ...HOUSE,
    id: 'yard',
    resetSeconds: 60,
    rooms: [],
    items: [],
    mobiles: [],
    resets: [reset('item', 'hat')],
  }
  const zone = emptyZone([{ ...HOUSE, resets: [reset('item', 'coin')] }, elsewhere])
  const hall = hallOf(zone)

  runTurns(zone, resetSystem, 59)
  t.same(prefabsIn(hall), [])
  runTurns(zone, resetSystem, 1)
  t.same(prefabsIn(hall), ['house:coin'])
  runTurns(zone, resetSystem, 1)
  t.same(prefabsIn(hall), ['house:coin', 'house:hat'])

  for (const word of ['coin', 'hat']) destroy(zone, find(hall, word))
  runTurns(zone, resetSystem, 58)
  t.same(prefabsIn(hall), [])
  runTurns(zone, resetSystem, 2)
  t.same(prefabsIn(hall), ['house:coin', 'house:hat'])
})

t.test('a reset of what is not in the zone is a fault of the program', async (t) => {
  const unknown = 'which is not'
  for (const faulty of [
    { ...reset('item', 'coin'), room: 'house:moon' },
    reset('item', 'moon'),
    reset('mobile', 'moon'),
  ]) {
    const zone = houseWith(faulty)
    t.throws(() => resetNow(zone, zone.resets[0]!), new RegExp(unknown))
  }
})
