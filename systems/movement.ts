import { type Direction, OPPOSITE } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { HELD_BREATH, type Outcome, refuse } from './commands/define.ts'
import { capital } from './commands/phrases.ts'
import { moveTo, roomOf } from './containment.ts'
import { isClosed, isPlayer, theNameOf } from './names.ts'
import { foreignZoneOf, isLostInMist } from './rooms.ts'
import { showRoom } from './surroundings/automap.ts'
import type { Zone } from './zone.ts'

/** Why `being` may not go over into the zone of `room` now; undefined if it may or need not. */
function borderRefusal(
  zone: Zone,
  being: Entity,
  room: Entity,
  direction: Direction,
): string | undefined {
  if (foreignZoneOf(zone, room) === undefined) return undefined
  if (!isPlayer(zone, being)) return 'That is further than you ever go.'
  if (zone.holdsBreath) return HELD_BREATH
  if (!isLostInMist(zone, room)) return undefined
  return `The way ${direction} is lost in mist. Try again in a moment.`
}

/**
 * Takes `being` through `exit` into the next room, and shows it in both.
 *
 * It answers like a command, so that a player learns why a way is barred; who walks of its own
 * accord ignores that. A player whose way leads into another zone is there seen to come. Writes
 * `CONTAINMENT`.
 */
export function walk(zone: Zone, being: Entity, exit: Entity): Outcome {
  const to = Exit.to[exit]!
  const hold = zone.rules.holds(zone, being)
  if (hold !== undefined) return refuse(hold)
  const bar = zone.rules.bars(zone, being, exit)
  if (bar !== undefined) return refuse(bar)
  if (isClosed(zone, exit)) return refuse(`${capital(theNameOf(zone, exit))} is closed.`)
  if (to === 0) return refuse('That way leads nowhere now.')
  const direction = Exit.direction[exit] as Direction
  const wall = borderRefusal(zone, being, to, direction)
  if (wall !== undefined) return refuse(wall)
  zone.report.show(roomOf(zone, being), { verb: 'leave', actor: being, direction })
  moveTo(zone, being, to)
  showRoom(zone, being, 'arrive')
  zone.report.show(to, { verb: 'arrive', actor: being, direction: OPPOSITE[direction] })
  return undefined
}
