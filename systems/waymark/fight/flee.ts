import { touch } from '#components/define.ts'
import type { Direction } from '#components/definition.ts'
import { OPPOSITE } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Room } from '#components/room.ts'
import { Tempo } from '#components/tempo.ts'
import { CONTAINMENT, moveTo, roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { exitsOf, isClosed, isPlayer } from '#systems/names.ts'
import { isLostInMist } from '#systems/rooms.ts'
import { showRoom } from '#systems/surroundings/automap.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { attributeOf } from './lent.ts'
import { happens } from './skills.ts'
import { FLEE_READY_SECONDS, FLEES_FROM_EQUALS } from './skillTable.ts'
import { FIGHTS, leaveFights } from './startFight.ts'

/** What `tryToFlee` writes. */
export const FLIGHT = [...CONTAINMENT, ...FIGHTS] as const

/**
 * Lets `being` try to get out of its fight, by any way that is open.
 *
 * @returns  'tooSoon' after the last attempt, or what came of this one, which all there have seen
 */
export function tryToFlee(zone: Zone, being: Entity): 'tooSoon' | 'fled' | 'caught' | 'noWay' {
  if (zone.tick < Tempo.fleeTick[being]!) return 'tooSoon'
  Tempo.fleeTick[being] = zone.tick + ticksIn(zone, FLEE_READY_SECONDS)
  touch(Tempo, being)
  const room = roomOf(zone, being)
  const ways = exitsOf(zone, room).filter((exit) => isWayOut(zone, being, exit))
  if (ways.length === 0) return 'noWay'
  const foe = foeOf(zone, being)
  const edge = attributeOf(zone, being, 'grace') - attributeOf(zone, foe, 'grace')
  if (!happens(zone, FLEES_FROM_EQUALS + edge)) {
    zone.report.show(room, { verb: 'fleeFails', actor: being })
    return 'caught'
  }
  run(zone, being, ways[zone.chance.integer(ways.length)]!)
  return 'fled'
}

/** A mobile does not flee out of its area. */
function isWayOut(zone: Zone, being: Entity, exit: Entity): boolean {
  const to = Exit.to[exit]!
  if (to === 0 || isClosed(zone, exit)) return false
  if (zone.rules.bars(zone, being, exit) !== undefined) return false
  if (isLostInMist(zone, to)) return false
  return isPlayer(zone, being) || Room.area[to] === Room.area[roomOf(zone, being)]
}

function run(zone: Zone, being: Entity, exit: Entity): void {
  const direction = Exit.direction[exit] as Direction
  const to = Exit.to[exit]!
  zone.report.show(roomOf(zone, being), { verb: 'flee', actor: being, direction })
  leaveFights(zone, being)
  moveTo(zone, being, to)
  showRoom(zone, being, 'arrive')
  zone.report.show(to, { verb: 'arrive', actor: being, direction: OPPOSITE[direction] })
}
