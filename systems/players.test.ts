import t from 'tap'
import { playersNamed, playersOf } from './players.ts'
import { TestHouse } from './testHouse.ts'
import { spawnPlayer } from './testing.ts'

t.test('players are listed by name, whatever its capitals', async (t) => {
  const house = new TestHouse()
  const aaron = spawnPlayer(house.zone, 'aaron', house.hall)

  t.same(playersOf(house.zone), [aaron, house.ada, house.bob])
})

t.test('a whole name comes before those that begin with it', async (t) => {
  const house = new TestHouse()
  const { zone, bob, hall } = house
  house.ferryman(hall)
  const bobby = spawnPlayer(zone, 'Bobby', hall)

  t.same(playersNamed(zone, 'BOB'), [bob])
  t.same(playersNamed(zone, 'bo'), [bob, bobby])
  t.same(playersNamed(zone, 'ferryman'), [])
})
