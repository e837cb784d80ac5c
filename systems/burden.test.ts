import t from 'tap'
import { BURDEN_MAX_GRAMS, burdenOf, HELD_MAX, obstacleTo } from './burden.ts'
import { DEPTH_MAX, moveTo } from './containment.ts'
import { TestHouse } from './testHouse.ts'
import { spawnThing } from './testing.ts'
import { setWorn } from './wearing.ts'

t.test('a burden is all that one carries and wears, with what lies in it', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  setWorn(house.item('hat', ada), true)
  house.item('coin', house.item('purse', house.item('sack', ada)))

  t.equal(burdenOf(zone, ada), 200 + 300 + 50 + 10)
})

t.test('a being bears just so much, and what it has already is not weighed twice', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const just = spawnThing(zone, 'slab', hall, BURDEN_MAX_GRAMS)
  const crumb = spawnThing(zone, 'crumb', hall, 1)
  t.equal(obstacleTo(zone, just, ada), undefined)
  moveTo(zone, just, ada)
  t.equal(obstacleTo(zone, crumb, ada), 'tooHeavy')
  moveTo(zone, crumb, just)
  t.equal(obstacleTo(zone, crumb, ada), 'tooHeavy', 'it bears too much already')
})

t.test('a container takes what it has room for, and nothing else takes anything', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const purse = house.item('purse', ada)
  const just = spawnThing(zone, 'weight', hall, 1_000)
  const more = spawnThing(zone, 'weight', hall, 1_001)

  t.equal(obstacleTo(zone, just, purse), undefined)
  t.equal(obstacleTo(zone, more, purse), 'tooHeavy')
  t.equal(obstacleTo(zone, just, house.item('hat', hall)), 'tooHeavy')
})

t.test('nothing goes into itself or into what lies in it', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const sack = house.item('sack', ada)
  const purse = house.item('purse', sack)

  t.equal(obstacleTo(zone, sack, sack), 'itself')
  t.equal(obstacleTo(zone, sack, purse), 'itself')
})

t.test('one holds so many things, a room any number', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  for (let i = 0; i < HELD_MAX; i++) house.item('ring', ada)
  for (let i = 0; i < HELD_MAX; i++) house.item('ring', hall)
  const coin = house.item('coin', bob)

  t.equal(obstacleTo(zone, coin, ada), 'tooMany')
  t.equal(obstacleTo(zone, coin, hall), undefined)
})

t.test('things lie one in another only so deep', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const top = house.item('sack', hall)
  let deepest = top
  for (let depth = 1; depth < DEPTH_MAX - 1; depth++) deepest = house.item('sack', deepest)

  t.equal(obstacleTo(zone, top, ada), undefined)
  house.item('coin', deepest)
  t.equal(obstacleTo(zone, top, ada), 'tooDeep')
})
