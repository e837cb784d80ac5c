import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { exitsOf } from '#systems/names.ts'
import { TestHouse } from '#systems/testHouse.ts'

t.test('exits lists the ways, and the rooms behind them that one can see', async (t) => {
  const house = new TestHouse()
  const [north, , up] = exitsOf(house.zone, house.hall)
  house.events('open hatch')

  t.same(house.events('exits'), [
    {
      verb: 'exits',
      list: [
        { direction: 'north', number: 2, exit: north, closed: true, locked: true },
        { direction: 'down', number: 3 },
        {
          direction: 'up',
          number: 4,
          room: house.room('loft'),
          exit: up,
          closed: false,
          locked: false,
        },
      ],
    },
  ])
})

t.test('exits are felt in the dark, and a light beyond is seen', async (t) => {
  const house = new TestHouse()
  moveTo(house.zone, house.ada, house.room('cellar'))

  t.same(house.events('ex'), [
    { verb: 'exits', list: [{ direction: 'up', number: 1, room: house.hall }] },
  ])
})

t.test('a room without exits has an empty list', async (t) => {
  const house = new TestHouse()
  moveTo(house.zone, house.ada, house.room('loft'))

  t.same(house.events('exits'), [{ verb: 'exits', list: [] }])
})
