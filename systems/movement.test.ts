import t from 'tap'
import { Exit } from '#components/exit.ts'
import { roomOf } from './containment.ts'
import { walk } from './movement.ts'
import { exitsOf } from './names.ts'
import { TestHouse } from './testHouse.ts'

t.test('walk shows both rooms, and the room to who walks before those there see it', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  const [, down] = exitsOf(zone, hall)
  const cellar = house.room('cellar')

  t.equal(walk(zone, ada, down!), undefined)
  t.equal(roomOf(zone, ada), cellar)
  t.same(zone.reported, [
    { room: hall, event: { verb: 'leave', actor: ada, direction: 'down' } },
    { to: ada, event: { verb: 'view', text: 'arrive' } },
    { room: cellar, event: { verb: 'arrive', actor: ada, direction: 'up' } },
  ])
  t.equal(roomOf(zone, bob), hall, 'others stay')
})

t.test('walk names the door that is closed', async (t) => {
  const { zone, ada, hall } = new TestHouse()
  const [north] = exitsOf(zone, hall)

  t.same(walk(zone, ada, north!), { refused: 'The oak door is closed.' })
  t.equal(roomOf(zone, ada), hall)
  t.same(zone.reported, [])
})

t.test('walk refuses a way whose room is not in the zone', async (t) => {
  const { zone, ada, hall } = new TestHouse()
  const [, down] = exitsOf(zone, hall)
  Exit.to[down!] = 0

  t.same(walk(zone, ada, down!), { refused: 'That way leads nowhere now.' })
  t.equal(roomOf(zone, ada), hall)
})
