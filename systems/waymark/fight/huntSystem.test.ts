import { hasComponent } from 'bitecs'
import t from 'tap'
import { Grudge } from '#components/grudge.ts'
import { Room } from '#components/room.ts'
import { moveTo, roomOf } from '#systems/containment.ts'
import { destroy } from '#systems/spawn.ts'
import { runTurns } from '#systems/testing.ts'
import { huntSystem } from './huntSystem.ts'
import { leaveFights, startFight } from './startFight.ts'
import { Arena } from './testArena.ts'

/** Ada has attacked a wolf and got away to the wood. */
function hunted() {
  const arena = new Arena()
  const wolf = arena.mobile('wolf')
  startFight(arena.zone, arena.ada, wolf)
  leaveFights(arena.zone, arena.ada)
  moveTo(arena.zone, arena.ada, arena.room('wood'))
  return { arena, zone: arena.zone, wolf }
}

t.test('a hunter walks after whom it remembers, room by room', async (t) => {
  const { arena, zone, wolf } = hunted()
  const rooms = [1, 2, 3].map(() => {
    runTurns(zone, huntSystem, 1)
    return roomOf(zone, wolf)
  })
  t.same(rooms, [arena.room('lane'), arena.room('wood'), arena.room('wood')])
})

t.test('it does not leave its area, and forgets in time', async (t) => {
  const { arena, zone, wolf } = hunted()
  Room.area[arena.room('wood')] = 'Elsewhere'
  runTurns(zone, huntSystem, 5)
  t.equal(roomOf(zone, wolf), arena.yard)
  zone.tick = 6_000
  runTurns(zone, huntSystem, 1)
  t.notOk(hasComponent(zone.world, wolf, Grudge))
})

t.test('it stays where it is while its foe is out of the world', async (t) => {
  const { arena, zone, wolf } = hunted()
  destroy(zone, arena.ada)
  runTurns(zone, huntSystem, 2)
  t.equal(roomOf(zone, wolf), arena.yard)
})

t.test('it does not run from one foe after another', async (t) => {
  const { arena, zone, wolf } = hunted()
  startFight(zone, arena.bob, wolf)
  runTurns(zone, huntSystem, 2)
  t.equal(roomOf(zone, wolf), arena.yard)
})
