import t from 'tap'
import { Wearable } from '#components/wearable.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('wear puts a thing on where it belongs, for all to see', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const hat = house.item('hat', ada)

  t.same(type(zone, ada, 'wear felt hat'), [
    { room: hall, event: { verb: 'wear', actor: ada, item: hat, slot: 'head' } },
  ])
  t.equal(Wearable.worn[hat], 1)
})

t.test('wear takes in hand what is named and goes there', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  const [sword, lantern] = [house.item('sword', ada), house.item('lantern', ada)]

  t.same(house.events('wear sword'), [{ verb: 'wield', actor: ada, item: sword, slot: 'wield' }])
  t.same(house.events('wear lantern'), [{ verb: 'hold', actor: ada, item: lantern, slot: 'light' }])
})

t.test('wear all puts on one thing a slot, and takes no weapon or shield in hand', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  const [hat, ring, lantern] = [
    house.item('hat', ada),
    house.item('ring', ada),
    house.item('lantern', ada),
  ]
  for (const word of ['cap', 'sword', 'shield', 'coin']) house.item(word, ada)

  t.same(house.events('wear all'), [
    {
      verb: 'wear',
      actor: ada,
      items: [
        { item: hat, slot: 'head' },
        { item: ring, slot: 'finger' },
        { item: lantern, slot: 'light' },
      ],
    },
  ])
  t.equal(
    house.refusal('wear all'),
    'There is no place left where you could wear what you carry.',
    'what had no place is passed over',
  )
  t.equal(
    house.refusal('wear cap'),
    'The felt hat is in the way: remove it first to wear the iron cap.',
  )
})

t.test('fingers take two rings', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  for (const word of ['ring', 'band', 'seal']) house.item(word, ada)

  t.equal(house.refusal('wear ring'), undefined)
  t.equal(house.refusal('wear band'), undefined)
  t.equal(
    house.refusal('wear seal'),
    'The silver ring and the copper band are in the way: ' +
      'remove one of them first to wear the wax seal.',
  )
})

t.test('wear explains every refusal', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  t.equal(house.refusal('wear all'), 'You carry nothing.')
  house.item('cap', hall)
  house.item('hat', ada)
  house.events('wear hat')
  t.equal(house.refusal('wear all'), 'You carry nothing but what you wear already.')
  house.item('coin', ada)
  const refusals: [line: string, answer: string][] = [
    ['wear', 'Wear what? Name a thing you carry, or "all".'],
    ['wear cap', 'You carry no "cap".'],
    ['wear hat', 'You already wear the felt hat.'],
    ['wear coin', 'You cannot wear the gold coin.'],
    ['wear all', 'You carry nothing to wear.'],
    ['wear all.coin', 'You carry nothing to wear.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})
