import t from 'tap'
import { touch } from '#components/define.ts'
import { Door } from '#components/door.ts'
import { Location } from '#components/location.ts'
import { Wearable } from '#components/wearable.ts'
import { contentsOf, DEPTH_MAX, moveTo, roomOf } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('get takes what lies here, and all in the room see it', async (t) => {
  const house = new TestHouse()
  const coin = house.item('coin', house.hall)

  t.same(type(house.zone, house.ada, 'get gold coin'), [
    { room: house.hall, event: { verb: 'get', actor: house.ada, item: coin } },
  ])
  t.equal(Location.holder[coin], house.ada)
})

t.test('get takes the second, all of a kind, or all', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  const [first, second, third] = [1, 2, 3].map(() => house.item('coin', hall)) as [
    number,
    number,
    number,
  ]
  const hat = house.item('hat', hall)
  house.item('sign', hall)

  t.same(house.events('take 2.coin'), [{ verb: 'get', actor: ada, item: second }])
  t.same(house.events('get all.coin'), [
    { verb: 'get', actor: ada, items: [{ item: first }, { item: third }] },
  ])
  t.same(house.events('get all'), [{ verb: 'get', actor: ada, item: hat }], 'what is fixed stays')
  t.equal(house.refusal('get all'), 'There is nothing to take here.')
})

t.test('get from takes out of a container here, carried or worn', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  const [sack, purse] = [house.item('sack', hall), house.item('purse', ada)]
  Wearable.worn[purse] = 1
  const coins = [house.item('coin', sack), house.item('coin', sack), house.item('coin', purse)]

  t.same(house.events('get coin from purse'), [
    { verb: 'get', actor: ada, item: coins[2], container: purse },
  ])
  t.same(house.events('get all from sack'), [
    {
      verb: 'get',
      actor: ada,
      items: [{ item: coins[0] }, { item: coins[1] }],
      container: sack,
    },
  ])
  t.equal(house.refusal('get all from sack'), 'There is nothing to take in the grey sack.')
  t.equal(house.refusal('get hat from sack'), 'There is no "hat" in the grey sack.')
})

t.test('get explains every refusal', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  house.item('coin', house.item('chest', hall))
  house.item('sign', hall)
  house.item('anvil', hall)
  house.item('hat', ada)
  const refusals: [line: string, answer: string][] = [
    ['get', 'Get what? Name a thing that lies here, or "all".'],
    ['get " "', 'Get what? Name a thing that lies here, or "all".'],
    ['get lantern', 'You see no "lantern" here.'],
    ['get 2.sign', 'You see no "2.sign" here.'],
    ['get sign', 'The wooden sign will not budge.'],
    ['get anvil', 'The old anvil is too heavy to carry.'],
    ['get all', 'The old anvil is too heavy to carry.'],
    ['get bob', 'You cannot pick up Bob.'],
    ['get hat', 'You already have the felt hat.'],
    ['get carving', 'You cannot take the "carving": it belongs to this place.'],
    ['get coin', 'You see no "coin" here.'],
    ['get coin from chest', 'The iron chest is closed: open it first.'],
    ['get coin from all', 'One container at a time, please.'],
    ['get coin from hat', 'The felt hat is no container.'],
    ['get coin from bob', 'Bob is no container.'],
    ['get coin from box', 'You see no "box" here.'],
    [`get ${'x'.repeat(300)}`, `You see no "${'x'.repeat(40)}…" here.`],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})

t.test(
  'get stops at what one can carry, and tells both what was taken and what was not',
  async (t) => {
    const house = new TestHouse()
    const { ada, hall } = house
    const stones = [1, 2, 3].map(() => house.item('stone', hall))
    const coin = house.item('coin', hall)

    t.same(house.events('get all'), [
      {
        verb: 'get',
        actor: ada,
        items: [{ item: stones[0] }, { item: stones[1] }, { item: coin }],
      },
      { verb: 'refuse', text: 'With all that you carry, the mill stone is too heavy.' },
    ])
  },
)

t.test(
  'get out of a carried container adds no weight, and two hundred things are the most',
  async (t) => {
    const house = new TestHouse()
    const { ada } = house
    const sack = house.item('sack', ada)
    for (const holder of [ada, ada]) house.item('stone', holder)
    const hats = [1, 2, 3].map(() => house.item('hat', sack))
    for (let i = contentsOf(ada).length; i < 199; i++) house.item('coin', ada)

    t.same(house.events('get all from sack'), [
      { verb: 'get', actor: ada, item: hats[0], container: sack },
      { verb: 'refuse', text: 'You cannot carry more than 200 things.' },
    ])
    t.same(contentsOf(sack), hats.slice(1))
  },
)

t.test('what lies in something open is said to be there', async (t) => {
  const house = new TestHouse()
  const sack = house.item('sack', house.hall)
  house.item('coin', sack)
  t.equal(
    house.refusal('get coin'),
    'There is a gold coin in the grey sack: "get coin from sack" takes it.',
  )
  t.equal(house.refusal('get ring'), 'You see no "ring" here.')
})

t.test('in the dark one takes only out of what one carries', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  const cellar = house.room('cellar')
  moveTo(house.zone, ada, cellar)
  house.item('hat', cellar)
  const sack = house.item('sack', ada)
  const coin = house.item('coin', sack)

  t.equal(house.refusal('get hat'), 'It is too dark to see any "hat" here.')
  t.equal(house.refusal('get all'), 'It is too dark to see what lies here.')
  t.same(house.events('get coin from sack'), [
    { verb: 'get', actor: ada, item: coin, container: sack },
  ])
})

t.test('get takes nested things as deep as walks up to the room go, and no deeper', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const sack = house.item('sack', hall)
  let deepest = sack
  for (let depth = 1; depth < DEPTH_MAX - 1; depth++) deepest = house.item('sack', deepest)

  t.same(house.events('get sack'), [{ verb: 'get', actor: ada, item: sack }])
  t.equal(roomOf(zone, deepest), hall)
  house.events('drop sack')
  house.item('sack', deepest)
  t.equal(
    house.refusal('get sack'),
    'Too many things lie one in another in the grey sack to pick it up.',
  )
})

t.test('an opened chest gives what it holds', async (t) => {
  const house = new TestHouse()
  const chest = house.item('chest', house.hall)
  const coin = house.item('coin', chest)
  Door.closed[chest] = 0
  touch(Door, chest)

  t.same(house.events('get coin from chest'), [
    { verb: 'get', actor: house.ada, item: coin, container: chest },
  ])
})
