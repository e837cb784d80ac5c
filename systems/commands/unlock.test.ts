import t from 'tap'
import { Door } from '#components/door.ts'
import { exitsOf } from '#systems/names.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('unlock unlocks both sides of a door, which stays closed', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const study = house.room('study')
  const [here, there] = [exitsOf(zone, hall)[0]!, exitsOf(zone, study)[0]!]
  const key = house.item('key', ada)

  t.same(type(zone, ada, 'unlock oak door'), [
    { room: study, event: { verb: 'doorUnlocks', exit: there } },
    { room: hall, event: { verb: 'unlock', actor: ada, exit: here, item: key } },
  ])
  t.same([Door.locked[here], Door.locked[there], Door.closed[here]], [0, 0, 1])
})

t.test('a chest is unlocked, opened, emptied, closed and locked', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  const chest = house.item('chest', hall)
  const [coin, key] = [house.item('coin', chest), house.item('key', ada)]

  const lines = ['unlock chest', 'open chest', 'get coin from chest', 'close chest', 'lock chest']
  t.same(
    lines.flatMap((line) => house.events(line)),
    [
      { verb: 'unlock', actor: ada, container: chest, item: key },
      { verb: 'open', actor: ada, container: chest },
      { verb: 'get', actor: ada, item: coin, container: chest },
      { verb: 'close', actor: ada, container: chest },
      { verb: 'lock', actor: ada, container: chest, item: key },
    ],
  )
})

t.test('unlock explains every refusal', async (t) => {
  const house = new TestHouse()
  const { hall, bob } = house
  const chest = house.item('chest', hall)
  house.item('key', bob)
  const refusals: [line: string, answer: string][] = [
    ['unlock', 'Unlock what? Name a door, its direction, or a container.'],
    ['unlock up', 'The hatch is not locked.'],
    ['unlock north', 'You have no key that fits the oak door.'],
    ['unlock chest', 'You have no key that fits the iron chest.'],
    ['unlock gate', 'You see no "gate" here.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)

  Door.key[chest] = ''
  house.item('coin', house.ada)
  t.equal(house.refusal('unlock chest'), 'You have no key that fits the iron chest.')
})

t.test('unlock takes the key that is named, if it fits', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const door = exitsOf(zone, house.hall)[0]!
  t.equal(house.refusal('unlock oak door with key'), 'You carry no "key".')
  house.item('coin', ada)
  t.match(house.refusal('unlock north with coin'), /coin does not fit the oak door\.$/)

  const key = house.item('key', ada)
  t.match(house.refusal('unlock north with coin'), /coin does not fit the oak door\.$/)
  t.match(house.events('unlock oak door with the key'), [{ verb: 'doorUnlocks' }, { item: key }])
  t.equal(Door.locked[door], 0)
})
