import t from 'tap'
import { Door } from '#components/door.ts'
import { exitsOf } from '#systems/names.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setDoor } from './doors.ts'

t.test('lock locks both sides of a door with the key carried', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const study = house.room('study')
  const [here, there] = [exitsOf(zone, hall)[0]!, exitsOf(zone, study)[0]!]
  const key = house.item('key', ada)
  setDoor(zone, here, { closed: true, locked: false })

  t.same(type(zone, ada, 'lock north'), [
    { room: study, event: { verb: 'doorLocks', exit: there } },
    { room: hall, event: { verb: 'lock', actor: ada, exit: here, item: key } },
  ])
  t.same([Door.locked[here], Door.locked[there]], [1, 1])
})

t.test('lock explains every refusal', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const chest = house.item('chest', hall)
  const refusals: [line: string, answer: string][] = [
    ['lock', 'Lock what? Name a door, its direction, or a container.'],
    ['lock up', 'The hatch has no lock.'],
    ['lock north', 'The oak door is already locked.'],
    ['lock gate', 'You see no "gate" here.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)

  setDoor(zone, chest, { closed: true, locked: false })
  house.item('coin', ada)
  house.item('key', hall)
  t.equal(house.refusal('lock chest'), 'You have no key that fits the iron chest.')
  setDoor(zone, chest, { closed: false, locked: false })
  t.equal(house.refusal('lock chest'), 'The iron chest is open: close it first.')
})
