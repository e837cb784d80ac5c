import { hasComponent } from 'bitecs'
import { Door } from '#components/door.ts'
import type { Entity } from '#components/entities.ts'
import { LightSource } from '#components/lightSource.ts'
import { Room } from '#components/room.ts'
import { Wearable } from '#components/wearable.ts'
import { contentsOf } from './containment.ts'
import { isBeing } from './spawn.ts'
import type { Zone } from './zone.ts'

/** Whether one can see in `room`: it is not dark, or a light shines in it. */
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
