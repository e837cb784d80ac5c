import t from 'tap'
import { attach } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { bear } from '#systems/spawn.ts'
import { TestHouse } from '#systems/testHouse.ts'

function houseWithTent() {
  const house = new TestHouse()
  const exit = bear(house.zone)
  attach(house.zone.world, exit, Exit, { direction: 'in', to: house.room('loft') })
  moveTo(house.zone, exit, house.hall)
  return house
}

t.test('enter goes in, or through the door one names', async (t) => {
  const house = houseWithTent()
  house.events('enter')
  t.equal(roomOf(house.zone, house.ada), house.room('loft'))

  const other = new TestHouse()
  other.events('open hatch')
  other.events('enter hatch')
  t.equal(roomOf(other.zone, other.ada), other.room('loft'))
})

t.test('enter explains every refusal', async (t) => {
  const house = new TestHouse()

  t.equal(house.refusal('enter'), 'There is nothing to enter here. You can go north, down or up.')
  t.equal(
    house.refusal('enter moon'),
    'There is no "moon" to enter here. You can go north, down or up.',
  )
  t.equal(house.refusal('enter door'), 'The oak door is closed.')
})
