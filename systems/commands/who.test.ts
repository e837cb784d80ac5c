import t from 'tap'
import { Player } from '#components/player.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { spawnPlayer, type } from '#systems/testing.ts'

t.test('who lists all players by name, and no creatures', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  house.ferryman(house.hall)
  const aaron = spawnPlayer(zone, 'aaron', house.room('cellar'))
  Player.linkDead[bob] = 1
  const list = [
    { actor: aaron, linkDead: false },
    { actor: ada, linkDead: false },
    { actor: bob, linkDead: true },
  ]

  t.same(type(zone, ada, 'who'), [{ to: ada, event: { verb: 'who', list, count: 3 } }])
})

t.test('who lists 200 players at most, and counts the others', async (t) => {
  const house = new TestHouse()
  for (let i = 0; i < 210; i++) spawnPlayer(house.zone, `Player${i}`, house.hall)
  const [event] = house.events('who')

  t.equal((event!['list'] as unknown[]).length, 200)
  t.equal(event!.count, 212)
})
