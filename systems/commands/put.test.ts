import t from 'tap'
import { Location } from '#components/location.ts'
import { contentsOf, DEPTH_MAX } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'
import { setDoor } from './doors.ts'

t.test('put lays a thing into a container, with "in", "into" or neither', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const sack = house.item('sack', hall)
  const [coin, key, ring] = [
    house.item('coin', ada),
    house.item('key', ada),
    house.item('ring', ada),
  ]

  t.same(type(zone, ada, 'put gold coin in sack'), [
    { room: hall, event: { verb: 'put', actor: ada, item: coin, container: sack } },
  ])
  t.same(house.events('put key into the grey sack'), [
    { verb: 'put', actor: ada, item: key, container: sack },
  ])
  t.same(house.events('put ring sack'), [{ verb: 'put', actor: ada, item: ring, container: sack }])
  t.same(contentsOf(sack), [coin, key, ring])
})

t.test('put all lays in what fits, without what is worn and the container itself', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  const purse = house.item('purse', ada)
  setWorn(house.item('ring', ada), true)
  const [cap, coin, key] = [house.item('cap', ada), house.item('coin', ada), house.item('key', ada)]
  const hat = house.item('hat', ada)

  t.same(house.events('put all in purse'), [
    {
      verb: 'put',
      actor: ada,
      items: [{ item: cap }, { item: coin }, { item: key }],
      container: purse,
    },
    { verb: 'refuse', text: 'There is no room left for the felt hat in the small purse.' },
  ])
  t.equal(Location.holder[hat], ada)
})

t.test('put explains every refusal', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  house.item('sack', ada)
  house.item('chest', hall)
  house.item('coin', ada)
  house.item('shield', ada)
  house.item('stone', ada)
  setWorn(house.item('hat', ada), true)
  const refusals: [line: string, answer: string][] = [
    ['put', 'Put what, and into what? Try "put coin in chest".'],
    ['put coin', 'Put it into what? Try "put coin in chest".'],
    ['put coin in', 'Put it into what? Try "put coin in chest".'],
    ['put key in sack', 'You carry no "key".'],
    ['put hat in sack', 'You must remove the felt hat first.'],
    ['put coin in box', 'You see no "box" here.'],
    ['put coin in all', 'One container at a time, please.'],
    ['put coin in shield', 'The round shield is no container.'],
    ['put coin in bob', 'Bob is no container.'],
    ['put coin in chest', 'The iron chest is closed: open it first.'],
    ['put sack in sack', 'You cannot put the grey sack into itself.'],
    ['put all.sack in sack', 'You cannot put the grey sack into itself.'],
    ['put stone in sack', 'There is no room left for the mill stone in the grey sack.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})

t.test('a container holds two hundred things at most', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  const sack = house.item('sack', hall)
  for (let i = 0; i < 200; i++) house.item('coin', sack)
  house.item('coin', ada)

  t.equal(house.refusal('put coin in sack'), 'The grey sack cannot hold more than 200 things.')
})

t.test('containers nest only so deep', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  const carried = house.item('sack', ada)
  const lying = house.item('chest', hall)
  setDoor(house.zone, lying, { closed: false, locked: false })
  const purse = house.item('purse', ada)
  let deepest = purse
  for (let depth = 2; depth < DEPTH_MAX; depth++) deepest = house.item('purse', deepest)

  t.equal(
    house.refusal('put purse in sack'),
    'Too many things lie one in another to put the small purse there.',
  )
  t.same(contentsOf(carried), [])
  t.same(house.events('put purse in chest'), [
    { verb: 'put', actor: ada, item: purse, container: lying },
  ])
})
