import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'

t.test('equipment lists what is worn by its slots, from the light to the hands', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const [sword, hat, lantern] = [
    house.item('sword', ada),
    house.item('hat', ada),
    house.item('lantern', ada),
  ]
  for (const item of [sword, hat, lantern]) setWorn(item, true)
  house.item('coin', ada)
  const told = {
    to: ada,
    event: {
      verb: 'equipment',
      items: [
        { item: lantern, slot: 'light' },
        { item: hat, slot: 'head' },
        { item: sword, slot: 'wield' },
      ],
    },
  }

  for (const line of ['equipment', 'eq']) t.same(type(zone, ada, line), [told], line)
})
