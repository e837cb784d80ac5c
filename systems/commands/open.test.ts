import t from 'tap'
import { Door } from '#components/door.ts'
import { moveTo } from '#systems/containment.ts'
import { exitsOf } from '#systems/names.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setDoor } from './doors.ts'

t.test('open opens both sides of a door, and the other side sees it', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const study = house.room('study')
  const [here, there] = [exitsOf(zone, hall)[0]!, exitsOf(zone, study)[0]!]
  setDoor(zone, here, { closed: true, locked: false })

  t.same(type(zone, ada, 'open north'), [
    { room: study, event: { verb: 'doorOpens', exit: there } },
    { room: hall, event: { verb: 'open', actor: ada, exit: here } },
  ])
  t.same([Door.closed[here], Door.closed[there]], [0, 0])
})

t.test('a door goes by its way, by its word, or by both', async (t) => {
  for (const line of ['open n', 'open NORTH', 'open door', 'open oak', 'open the north door']) {
    const house = new TestHouse()
    const here = exitsOf(house.zone, house.hall)[0]!
    setDoor(house.zone, here, { closed: true, locked: false })
    t.same(house.events(line).at(-1), { verb: 'open', actor: house.ada, exit: here }, line)
  }
})

t.test('a door with one side has no other to tell', async (t) => {
  const house = new TestHouse()
  const hatch = exitsOf(house.zone, house.hall)[2]!

  t.same(house.events('open hatch'), [{ verb: 'open', actor: house.ada, exit: hatch }])
})

t.test('open opens a container', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  const chest = house.item('chest', hall)
  Door.locked[chest] = 0

  t.same(house.events('open chest'), [{ verb: 'open', actor: ada, container: chest }])
  t.equal(Door.closed[chest], 0)
})

t.test('open explains every refusal', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  house.item('chest', hall)
  house.item('sack', hall)
  house.events('open hatch')
  const refusals: [line: string, answer: string][] = [
    ['open', 'Open what? Name a door, its direction, or a container.'],
    ['open north', 'The oak door is locked.'],
    ['open south', 'Nothing leads that way.'],
    ['open down', 'There is no door that way.'],
    ['open up', 'The hatch is already open.'],
    ['open chest', 'The iron chest is locked.'],
    ['open sack', 'The grey sack has neither door nor lid.'],
    ['open gate', 'You see no "gate" here.'],
    ['open south gate', 'You see no "south gate" here.'],
    ['open all', 'One at a time, please.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)

  house.item('key', ada)
  t.equal(
    house.refusal('open door'),
    'The oak door is locked, and you have the key: unlock it first.',
  )
})

t.test('in the dark a door can be felt and a chest cannot be found', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const cellar = house.room('cellar')
  moveTo(zone, ada, cellar)
  house.item('chest', cellar)

  t.equal(house.refusal('open up'), 'There is no door that way.')
  t.equal(house.refusal('open chest'), 'It is too dark to see any "chest" here.')
})
