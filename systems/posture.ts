import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, type Entity } from '#components/entities.ts'
import { POSTURES, Posture, type PostureName } from '#components/posture.ts'
import type { Zone } from './zone.ts'

const STANDING = POSTURES.indexOf('standing')

/** Place in POSTURES. */
export function postureOf(zone: Zone, being: Entity): number {
  return hasComponent(zone.world, being, Posture) ? Posture.posture[being]! : STANDING
}

export function isStanding(zone: Zone, being: Entity): boolean {
  return postureOf(zone, being) === STANDING
}

/** Writes `Posture`. */
export function setPosture(zone: Zone, being: Entity, name: PostureName): void {
  const posture = POSTURES.indexOf(name)
  if (postureOf(zone, being) === posture) return
  if (!hasComponent(zone.world, being, Posture)) attach(zone.world, being, Posture)
  Posture.posture[being] = posture
  touch(Posture, being)
}
