import t from 'tap'
import { DIRECTIONS, type Direction } from '#components/definition.ts'
import { attach } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { bear } from '#systems/spawn.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { emptyZone, spawnPlayer, spawnRoom, type } from '#systems/testing.ts'

const SHORT: Partial<Record<Direction, string>> = {
  north: 'n',
  east: 'e',
  south: 's',
  west: 'w',
  up: 'u',
  down: 'd',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
}

t.test('each of the twelve directions walks, by its name and by its letters', async (t) => {
  for (const direction of DIRECTIONS) {
    for (const line of [direction, direction.toUpperCase(), SHORT[direction] ?? direction]) {
      const zone = emptyZone()
      const [here, there] = [spawnRoom(zone, 'Here'), spawnRoom(zone, 'There')]
      const exit = bear(zone)
      attach(zone.world, exit, Exit, { direction, to: there })
      moveTo(zone, exit, here)
      const ada = spawnPlayer(zone, 'Ada', here)

      const [leaves] = type(zone, ada, line)
      t.same(leaves, { room: here, event: { verb: 'leave', actor: ada, direction } }, line)
      t.equal(roomOf(zone, ada), there)
    }
  }
})

t.test('a dark room may be entered, and left again', async (t) => {
  const house = new TestHouse()

  t.same(
    house.events('down').map(({ verb }) => verb),
    ['leave', 'view', 'arrive'],
  )
  t.equal(roomOf(house.zone, house.ada), house.room('cellar'))
  house.events('u')
  t.equal(roomOf(house.zone, house.ada), house.hall)
})

t.test('where no way leads, the ways there are are named', async (t) => {
  const house = new TestHouse()

  t.equal(house.refusal('west'), 'There is no way west. You can go north, down or up.')
  t.equal(house.refusal('n'), 'The oak door is closed.')
  moveTo(house.zone, house.ada, house.room('loft'))
  t.equal(house.refusal('s'), 'There is no way south. You find no way out at all.')
})
