import { hasComponent } from 'bitecs'
import fc from 'fast-check'
import t from 'tap'
import { Container } from '#components/container.ts'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { Item } from '#components/item.ts'
import { Location } from '#components/location.ts'
import { Siblings } from '#components/siblings.ts'
import { Wearable } from '#components/wearable.ts'
import { BURDEN_MAX_GRAMS, HELD_MAX } from './burden.ts'
import { setDoor } from './commands/doors.ts'
import {
  contentsOf,
  DEPTH_MAX,
  depthOf,
  isWithin,
  loadOf,
  moveTo,
  roomOf,
  weightOf,
} from './containment.ts'
import { wornBy } from './names.ts'
import { isBeing } from './spawn.ts'
import { TestHouse } from './testHouse.ts'
import { emptyZone, spawnRoom, spawnThing, type TestZone, type } from './testing.ts'
import { setWorn } from './wearing.ts'

t.test('moveTo appends to the list of the new holder and closes the gap in the old', async (t) => {
  const zone = emptyZone()
  const [hall, attic] = [spawnRoom(zone, 'Hall'), spawnRoom(zone, 'Attic')]
  const [a, b, c] = ['a', 'b', 'c'].map((name) => spawnThing(zone, name, hall)) as [
    number,
    number,
    number,
  ]
  t.same(contentsOf(hall), [a, b, c])

  moveTo(zone, b, attic)
  t.same([contentsOf(hall), contentsOf(attic)], [[a, c], [b]])
  moveTo(zone, a, attic)
  moveTo(zone, c, attic)
  t.same([contentsOf(hall), contentsOf(attic)], [[], [b, a, c]])
  moveTo(zone, b, attic)
  t.same(contentsOf(attic), [a, c, b], 'what moves where it is comes last')
  t.same([Contents.count[hall], Contents.first[hall], Contents.last[hall]], [0, 0, 0])
  t.same([Contents.count[attic], Contents.first[attic], Contents.last[attic]], [3, a, b])

  moveTo(zone, c, 0)
  t.same([contentsOf(attic), Location.holder[c]], [[a, b], 0], 'nowhere is a place to be in')
  t.same(faultsIn(zone), [])
})

t.test('what is moved is no longer worn', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  const hat = house.item('hat', ada)
  setWorn(hat, true)
  moveTo(zone, hat, bob)

  t.equal(Wearable.worn[hat], 0)
})

t.test('nothing can be moved into itself, however deep', async (t) => {
  const zone = emptyZone()
  const hall = spawnRoom(zone, 'Hall')
  const box = spawnThing(zone, 'box', hall)
  const inner = spawnThing(zone, 'inner', box)
  const innermost = spawnThing(zone, 'innermost', inner)

  for (const holder of [box, inner, innermost]) {
    t.throws(() => moveTo(zone, box, holder), { message: /cannot be moved into itself/ })
  }
  t.same(faultsIn(zone), [], 'and the lists stay whole')
})

t.test('room, depth, weight and load see through whatever holds', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const sack = house.item('sack', ada)
  const purse = house.item('purse', sack)
  const coin = house.item('coin', purse)

  t.same(
    [coin, purse, sack, ada, hall].map((entity) => depthOf(zone, entity)),
    [3, 2, 1, 0, 0],
  )
  t.same(
    [coin, ada, hall].map((entity) => roomOf(zone, entity)),
    [hall, hall, hall],
  )
  t.equal(roomOf(zone, 0), 0)
  t.same([weightOf(zone, sack), loadOf(zone, sack)], [360, 60])
  t.same([isWithin(coin, sack), isWithin(sack, coin), isWithin(0, sack)], [true, false, false])
  moveTo(zone, ada, 0)
  t.equal(roomOf(zone, coin), 0)
})

const LEAVES_OR_RETURNS = '(leaves or returns)'

const NAMES = ['key', 'hat', 'cap', 'ring', 'sword', 'shield', 'lantern', 'sack', 'purse', 'chest']
const MORE_NAMES = ['stone', 'iron', 'coin', 'letter', 'anvil', 'sign', 'nothing']

/** One of `words`, sometimes the second of them or all of its kind. */
function naming(words: readonly string[]): fc.Arbitrary<string> {
  const which = fc.constantFrom('', '', '', 'all.', '2.')
  return fc.tuple(which, fc.constantFrom(...words)).map((parts) => parts.join(''))
}

const thing = fc.oneof(
  { weight: 3, arbitrary: naming([...NAMES, ...MORE_NAMES]) },
  { weight: 1, arbitrary: fc.constant('all') },
)
const container = naming(['sack', 'sack', 'purse', 'chest', 'chest', 'hat'])
const being = fc.constantFrom('ada', 'bob', 'bob', 'ada', 'ferryman')
const putOnOrOff = fc.constantFrom('wear', 'wear', 'wield', 'hold', 'remove')

const line = fc.oneof(
  { weight: 4, arbitrary: thing.map((item) => `get ${item}`) },
  {
    weight: 3,
    arbitrary: fc.tuple(thing, container).map((words) => `get ${words.join(' from ')}`),
  },
  { weight: 5, arbitrary: fc.tuple(thing, container).map((words) => `put ${words.join(' in ')}`) },
  { weight: 2, arbitrary: fc.tuple(thing, being).map((words) => `give ${words.join(' to ')}`) },
  { weight: 2, arbitrary: thing.map((item) => `drop ${item}`) },
  { weight: 3, arbitrary: fc.tuple(putOnOrOff, thing).map((words) => words.join(' ')) },
  { weight: 1, arbitrary: fc.constantFrom('open chest', 'close chest', 'lock chest') },
  { weight: 1, arbitrary: fc.constantFrom('down', 'up', LEAVES_OR_RETURNS) },
)
const moves = fc.array(fc.tuple(fc.nat(1), line), { minLength: 20, maxLength: 60, size: 'max' })

t.test('whatever players type, each thing is in one place, and no bound is passed', async (t) => {
  fc.assert(
    fc.property(moves, (moves) => {
      const house = furnished()
      const { zone, ada, bob } = house
      const before = thingsIn(zone)
      for (const [who, line] of moves) {
        const player = [ada, bob][who]!
        if (line === LEAVES_OR_RETURNS) leaveOrReturn(house, player)
        else if (Location.holder[player] !== 0) type(zone, player, line)
        const faults = [...faultsIn(zone), ...boundsPassed(zone)]
        if (thingsIn(zone).join() !== before.join()) faults.push('things were lost or made')
        if (faults.length > 0) throw new Error(`After "${line}": ${faults.join('; ')}`)
      }
    }),
  )
  t.pass('no sequence broke it')
})

/** The house with things of each kind, in heaps, in hands and in one another. */
function furnished(): TestHouse {
  const house = new TestHouse()
  const { ada, bob, hall } = house
  const chest = house.item('chest', hall)
  const sack = house.item('sack', hall)
  setDoor(house.zone, chest, { closed: false, locked: false })
  house.ferryman(hall)
  for (const word of ['key', 'hat', 'ring', 'band', 'purse', 'stone']) house.item(word, ada)
  for (const word of ['hat', 'cap', 'seal', 'sack', 'lantern']) house.item(word, bob)
  for (const word of ['sword', 'shield', 'stone', 'stone', 'anvil', 'sign']) house.item(word, hall)
  for (const word of ['coin', 'coin', 'purse', 'letter', 'ring']) house.item(word, chest)
  for (const word of ['coin', 'shield', 'purse']) house.item(word, sack)
  house.item('stone', house.room('cellar'))
  return house
}

/** As when a player quits with all it carries, and comes back where it wakes. */
function leaveOrReturn({ zone, hall }: TestHouse, player: Entity): void {
  moveTo(zone, player, Location.holder[player] === 0 ? hall : 0)
}

function thingsIn(zone: TestZone): Entity[] {
  const things = [...zone.byUid.values()].filter((entity) => hasComponent(zone.world, entity, Item))
  return things.sort((a, b) => a - b)
}

/** What is wrong with the lists of contents: nothing, ever. */
function faultsIn(zone: TestZone): string[] {
  const faults: string[] = []
  const listed = new Map<Entity, Entity>()
  for (const holder of zone.byUid.values()) {
    const held = contentsOf(holder)
    const backwards: Entity[] = []
    for (let e = Contents.last[holder]!; e !== 0; e = Siblings.previous[e]!) backwards.push(e)
    if (backwards.reverse().join() !== held.join()) faults.push(`${holder} reads two ways`)
    if (Contents.count[holder] !== held.length) faults.push(`${holder} is counted wrongly`)
    for (const item of held) {
      if (listed.has(item)) faults.push(`${item} is in two places`)
      listed.set(item, holder)
    }
  }
  for (const entity of zone.byUid.values()) {
    if ((listed.get(entity) ?? 0) !== Location.holder[entity]) faults.push(`${entity} is elsewhere`)
    let steps = 0
    for (let at = entity; at !== 0 && steps <= DEPTH_MAX + 1; steps++) at = Location.holder[at]!
    if (steps > DEPTH_MAX + 1) faults.push(`${entity} is in a ring, or too deep`)
  }
  return faults
}

/** What weighs or counts more than it may, or is worn where it cannot be. */
function boundsPassed(zone: TestZone): string[] {
  const { world } = zone
  const faults: string[] = []
  for (const entity of zone.byUid.values()) {
    const load = loadOf(zone, entity)
    const isHolder = hasComponent(world, entity, Container)
    if (isBeing(zone, entity) && load > BURDEN_MAX_GRAMS) faults.push(`${entity} bears ${load} g`)
    if (isHolder && load > Container.capacityGrams[entity]!) faults.push(`${entity} is overfull`)
    if (isHolder && Contents.count[entity]! > HELD_MAX) faults.push(`${entity} holds too many`)
    const worn = wornBy(zone, entity)
    if (worn.length > 0 && !isBeing(zone, entity)) faults.push(`${entity} wears things`)
    for (const slot of new Set(worn.map((item) => Wearable.slot[item]))) {
      const there = worn.filter((item) => Wearable.slot[item] === slot)
      if (there.length > (slot === 'finger' ? 2 : 1)) faults.push(`${slot} is worn twice`)
    }
  }
  return faults
}
