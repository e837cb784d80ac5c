import t from 'tap'
import { Room } from '#components/room.ts'
import { moveTo } from '#systems/containment.ts'
import { setPosture } from '#systems/posture.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { spawnPlayer, type } from '#systems/testing.ts'

t.test('a shout is heard in the area and a step beyond, by those who listen', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  moveTo(zone, bob, house.room('study'))
  setPosture(zone, spawnPlayer(zone, 'Cyd', hall), 'sleeping')
  type(zone, spawnPlayer(zone, 'Dot', hall), 'ignore ada')
  Room.area[house.room('loft')] = 'Elsewhere'
  const eve = spawnPlayer(zone, 'Eve', house.room('loft'))

  const event = { verb: 'shout', actor: ada, text: 'help' }
  t.same(type(zone, ada, 'yell help'), [
    { to: ada, event },
    { to: bob, event },
    { to: eve, event },
  ])
  const farther = type(zone, bob, 'shout where').map(({ to }) => to)
  t.notOk(farther.includes(eve), 'the loft is not next to the study')
})

t.test('it takes breath', async (t) => {
  const house = new TestHouse()
  t.equal(house.refusal('shout'), 'What do you want to shout?')
  house.events('shout a')
  t.equal(house.refusal('shout b'), 'You have no breath left to shout. Wait a moment.')
  house.zone.tick += 100
  t.equal(house.refusal('shout c'), undefined)
})

t.test('what one thinks, and asks of the world, is one’s own', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const thought = { verb: 'think', actor: ada, text: 'hm' }
  t.same(type(zone, ada, 'think hm'), [{ to: ada, event: thought }])
  t.equal(house.refusal('think'), 'What do you want to think?')
  zone.tick = 10 * (86_400 + 60 + 1)
  t.equal(house.events('uptime')[0]?.text, 'This world has been awake for 1 day and 1 minute.')
  zone.tick = 0
  t.equal(house.events('uptime')[0]?.text, 'This world has been awake for less than a second.')
  t.match(house.events('save')[0]?.text, /need not save/)
  t.match(house.events('version')[0]?.text, /Waymark: one area/)
})
