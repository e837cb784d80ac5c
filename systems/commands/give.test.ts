import t from 'tap'
import { Location } from '#components/location.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'

t.test('give hands a thing to another player, with "to" or without', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  const coin = house.item('coin', ada)
  const key = house.item('key', ada)

  t.same(type(zone, ada, 'give gold coin to bob'), [
    { room: hall, event: { verb: 'give', actor: ada, item: coin, target: bob } },
  ])
  t.same(house.events('give key bob'), [{ verb: 'give', actor: ada, item: key, target: bob }])
  t.same(contentsOf(bob), [coin, key])
})

t.test('give all hands over what is carried and not worn', async (t) => {
  const house = new TestHouse()
  const { ada, bob } = house
  setWorn(house.item('hat', ada), true)
  const [coin, key] = [house.item('coin', ada), house.item('key', ada)]

  t.same(house.events('give all to bob'), [
    { verb: 'give', actor: ada, items: [{ item: coin }, { item: key }], target: bob },
  ])
})

t.test('give explains every refusal, and nothing is lost', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  house.ferryman(hall)
  house.item('chest', hall)
  const coin = house.item('coin', ada)
  setWorn(house.item('hat', ada), true)
  const refusals: [line: string, answer: string][] = [
    ['give', 'Give what, and to whom? Try "give coin to bob".'],
    ['give coin', 'Give it to whom? Try "give coin to bob".'],
    ['give key to bob', 'You carry no "key".'],
    ['give hat to bob', 'You must remove the felt hat first.'],
    ['give coin to carl', 'You see no "carl" here.'],
    ['give coin to all', 'To one at a time, please.'],
    ['give coin to me', 'You give to yourself, and have as much as before.'],
    ['give coin to ada', 'You give to yourself, and have as much as before.'],
    ['give coin to chest', 'The iron chest cannot take gifts; "put" lays things into it.'],
    ['give coin to ferryman', 'The ferryman politely declines your gift.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  t.equal(Location.holder[coin], ada)
})

t.test('nobody is given more than one can carry', async (t) => {
  const house = new TestHouse()
  const { ada, bob } = house
  house.item('stone', ada)
  for (const holder of [bob, bob]) house.item('stone', holder)
  t.equal(
    house.refusal('give stone to bob'),
    'Bob cannot carry the mill stone as well: it is too heavy.',
  )

  for (let i = contentsOf(bob).length; i < 200; i++) house.item('coin', bob)
  house.item('coin', ada)
  t.equal(house.refusal('give coin to bob'), 'Bob cannot carry more things.')
})

t.test('in the dark there is nobody to give to', async (t) => {
  const house = new TestHouse()
  house.item('coin', house.ada)
  for (const being of [house.ada, house.bob]) moveTo(house.zone, being, house.room('cellar'))

  t.equal(house.refusal('give coin to bob'), 'It is too dark to see any "bob" here.')
})
