import t from 'tap'
import { Door } from '#components/door.ts'
import { exitsOf } from '#systems/names.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setDoor } from './doors.ts'

t.test('close closes both sides of a door, and the other side sees it', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const study = house.room('study')
  const [here, there] = [exitsOf(zone, hall)[0]!, exitsOf(zone, study)[0]!]
  setDoor(zone, here, { closed: false, locked: false })

  t.same(type(zone, ada, 'close door'), [
    { room: study, event: { verb: 'doorCloses', exit: there } },
    { room: hall, event: { verb: 'close', actor: ada, exit: here } },
  ])
  t.same([Door.closed[here], Door.closed[there]], [1, 1])
})

t.test('close closes a container, and what lies in it is out of reach', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  const chest = house.item('chest', hall)
  house.item('coin', chest)
  setDoor(house.zone, chest, { closed: false, locked: false })

  t.same(house.events('shut chest'), [{ verb: 'close', actor: ada, container: chest }])
  t.equal(house.refusal('get coin from chest'), 'The iron chest is closed: open it first.')
})

t.test('close explains every refusal', async (t) => {
  const house = new TestHouse()
  house.item('sack', house.hall)
  const refusals: [line: string, answer: string][] = [
    ['close', 'Close what? Name a door, its direction, or a container.'],
    ['close north', 'The oak door is already closed.'],
    ['close east', 'Nothing leads that way.'],
    ['close down', 'There is no door that way.'],
    ['close sack', 'The grey sack has neither door nor lid.'],
    ['close gate', 'You see no "gate" here.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})
