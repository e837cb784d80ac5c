import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'

t.test('inventory lists what is carried, and weighs what is worn, too', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const sack = house.item('sack', ada)
  house.item('coin', sack)
  setWorn(house.item('hat', ada), true)
  const told = {
    to: ada,
    event: {
      verb: 'inventory',
      items: [{ item: sack }],
      weightGrams: 300 + 10 + 200,
      weightMaxGrams: 50_000,
    },
  }

  for (const line of ['inventory', 'i', 'inv']) t.same(type(zone, ada, line), [told], line)
})

t.test('inventory of one who has nothing is empty', async (t) => {
  const house = new TestHouse()
  t.same(house.events('i'), [
    { verb: 'inventory', items: [], weightGrams: 0, weightMaxGrams: 50_000 },
  ])
})
