import t from 'tap'
import { attach } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { bear } from '#systems/spawn.ts'
import { TestHouse } from '#systems/testHouse.ts'

t.test('leave goes out before any other way', async (t) => {
  const house = new TestHouse()
  const exit = bear(house.zone)
  attach(house.zone.world, exit, Exit, { direction: 'out', to: house.room('loft') })
  moveTo(house.zone, exit, house.hall)

  house.events('leave')
  t.equal(roomOf(house.zone, house.ada), house.room('loft'))
})

t.test('leave takes the only way there is', async (t) => {
  const house = new TestHouse()
  moveTo(house.zone, house.ada, house.room('cellar'))

  house.events('leave')
  t.equal(roomOf(house.zone, house.ada), house.hall)
})

t.test('leave asks where there are several ways, and says where there is none', async (t) => {
  const house = new TestHouse()

  t.equal(house.refusal('leave'), 'Leave which way? You can go north, down or up.')
  moveTo(house.zone, house.ada, house.room('loft'))
  t.equal(house.refusal('leave'), 'Leave which way? You find no way out at all.')
})
