import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Fighting } from '#components/fighting.ts'
import type { Zone } from './zone.ts'

/** At whom `being` strikes; 0: it does not fight. */
export function foeOf(zone: Zone, being: Entity): Entity {
  return hasComponent(zone.world, being, Fighting) ? Fighting.foe[being]! : 0
}

export function isFighting(zone: Zone, being: Entity): boolean {
  return foeOf(zone, being) !== 0
}
