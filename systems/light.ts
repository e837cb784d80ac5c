import { hasComponent } from 'bitecs'
import { Door } from '#components/door.ts'
import type { Entity } from '#components/entities.ts'
import { LightSource } from '#components/lightSource.ts'
import { Room } from '#components/room.ts'
import { Wearable } from '#components/wearable.ts'
import { contentsOf, roomOf } from './containment.ts'
import { isBeing } from './spawn.ts'
import type { Zone } from './zone.ts'

/** What the blind are told who would see something. */
export const BLIND = 'You can see nothing: you are blind.'

/** Whether `being` sees where it is: it is not blind, and there is light. */
export function sees(zone: Zone, being: Entity): boolean {
  return whyUnseen(zone, being, '') === undefined
}

/** Why `being` sees nothing where it is: `inTheDark` if it is for want of light. */
export function whyUnseen(zone: Zone, being: Entity, inTheDark: string): string | undefined {
  if (zone.rules.isBlind(zone, being)) return BLIND
  return isLit(zone, roomOf(zone, being)) ? undefined : inTheDark
}

/** Whether there is light in `room`: it is not dark, or something shines in it. */
export function isLit(zone: Zone, room: Entity): boolean {
  return Room.dark[room] === 0 || contentsOf(room).some((held) => shines(zone, held))
}

/**
 * Whether light comes from `entity` as it lies, stands or is worn.
 *
 * What somebody carries shines only when worn or held: a lamp in a sack lights nothing. An open
 * container lets the light of what lies in it out.
 */
function shines(zone: Zone, entity: Entity): boolean {
  const { world } = zone
  if (hasComponent(world, entity, LightSource) && LightSource.lit[entity] === 1) return true
  if (isBeing(zone, entity)) {
    return contentsOf(entity).some(
      (held) =>
        hasComponent(world, held, Wearable) && Wearable.worn[held] === 1 && shines(zone, held),
    )
  }
  if (hasComponent(world, entity, Door) && Door.closed[entity] === 1) return false
  return contentsOf(entity).some((held) => shines(zone, held))
}
