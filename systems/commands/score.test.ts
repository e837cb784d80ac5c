import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'

t.test('score tells how one is and what one bears', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  house.item('coin', house.item('sack', ada))
  setWorn(house.item('hat', ada), true)

  t.same(type(zone, ada, 'sc'), [
    {
      to: ada,
      event: {
        verb: 'score',
        actor: ada,
        room: hall,
        hp: 20,
        hpMax: 20,
        carried: 1,
        weightGrams: 510,
        weightMaxGrams: 50_000,
        worn: 1,
      },
    },
  ])
})
