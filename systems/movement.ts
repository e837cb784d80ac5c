import { type Direction, OPPOSITE } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { type Outcome, refuse } from './commands/define.ts'
import { capital } from './commands/phrases.ts'
import { moveTo, roomOf } from './containment.ts'
import { isClosed, theNameOf } from './names.ts'
import { showRoom } from './surroundings/automap.ts'
import type { Zone } from './zone.ts'

/**
 * Takes `being` through `exit` into the next room, and shows it in both.
 *
 * It answers like a command, so that a player learns why a way is barred; who walks of its own
 * accord ignores that. Writes `CONTAINMENT`.
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
  zone.report.show(roomOf(zone, being), { verb: 'leave', actor: being, direction })
  moveTo(zone, being, to)
  showRoom(zone, being, 'arrive')
  zone.report.show(to, { verb: 'arrive', actor: being, direction: OPPOSITE[direction] })
  return undefined
}
