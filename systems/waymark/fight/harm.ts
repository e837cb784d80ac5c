import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Vitals } from '#components/vitals.ts'
import { roomOf } from '#systems/containment.ts'
import type { WorldEvent } from '#systems/events.ts'
import { isFighting } from '#systems/fighting.ts'
import { isStanding, setPosture } from '#systems/posture.ts'
import { isBeing } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { DEATHS, die } from './die.ts'
import { refigure } from './refigure.ts'
import { startFight } from './startFight.ts'

/** What harm writes: a rule that does any declares these. */
export const HARM = DEATHS

/**
 * Takes `points` of health from `victim`, and its life with the last of them.
 *
 * It does not ask whether that is allowed (see `harmRefusal`), and not whether what lasts can be
 * kept just now: systems that harm do nothing while `zone.holdsBreath`, commands are `lasting`.
 *
 * @param attacker  0 if it is nobody's doing; else the two fight from now on, if both live
 * @param event     shown to the room with `harm` in points and `share` in hundredths of its whole
 *   health; undefined: nobody sees it
 */
export function harm(
  zone: Zone,
  attacker: Entity,
  victim: Entity,
  points: number,
  event: WorldEvent | undefined,
): void {
  if (!isBeing(zone, victim) || Vitals.hp[victim] === 0 || points <= 0) return
  const whole = Math.round(points)
  Vitals.hp[victim] = Math.max(0, Vitals.hp[victim]! - whole)
  touch(Vitals, victim)
  if (event !== undefined) {
    const share = Math.ceil((100 * whole) / Vitals.hpMax[victim]!)
    zone.report.show(roomOf(zone, victim), { ...event, harm: whole, share })
  }
  if (Vitals.hp[victim] === 0) {
    die(zone, victim, attacker)
    return
  }
  if (attacker !== 0 && attacker !== victim) startFight(zone, attacker, victim)
  rouse(zone, victim)
}

/** One who is hurt does not lie about. One who fights stands up in its own round. */
function rouse(zone: Zone, being: Entity): void {
  if (isStanding(zone, being) || isFighting(zone, being)) return
  standUp(zone, being)
}

/** Writes `Posture` and `FIGURES`. */
export function standUp(zone: Zone, being: Entity): void {
  setPosture(zone, being, 'standing')
  refigure(zone, being)
  zone.report.show(roomOf(zone, being), { verb: 'rouse', actor: being })
}

/**
 * Gives `points` of health back to `being`, as far as it lacks any.
 *
 * Writes `Vitals`.
 *
 * @returns the points that it lacked and has got
 */
export function heal(zone: Zone, being: Entity, points: number): number {
  if (!isBeing(zone, being) || Vitals.hp[being] === 0) return 0
  const before = Vitals.hp[being]!
  Vitals.hp[being] = Math.min(Vitals.hpMax[being]!, before + Math.max(0, Math.round(points)))
  touch(Vitals, being)
  return Vitals.hp[being]! - before
}
