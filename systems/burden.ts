import { hasComponent } from 'bitecs'
import { Container } from '#components/container.ts'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { Room } from '#components/room.ts'
import { contentsOf, DEPTH_MAX, depthOf, isWithin, loadOf, weightOf } from './containment.ts'
import { isBeing } from './spawn.ts'
import type { Zone } from './zone.ts'

/** The most that a being carries and wears, all told, in grams. */
export const BURDEN_MAX_GRAMS = 50_000

/** The most things that one being or container holds directly. */
export const HELD_MAX = 200

/** What may keep a thing from where it is to go. */
type Obstacle = 'itself' | 'tooMany' | 'tooHeavy' | 'tooDeep'

/** Weight of all that `being` carries and wears, in grams. */
export function burdenOf(zone: Zone, being: Entity): number {
  return loadOf(zone, being)
}

/** What keeps `item` from coming to lie in `holder`; undefined if nothing does. */
export function obstacleTo(zone: Zone, item: Entity, holder: Entity): Obstacle | undefined {
  if (isWithin(holder, item)) return 'itself'
  if (hasComponent(zone.world, holder, Room)) return undefined
  if (Contents.count[holder]! >= HELD_MAX) return 'tooMany'
  const inside = isWithin(item, holder) ? 0 : weightOf(zone, item)
  if (loadOf(zone, holder) + inside > gramsMax(zone, holder)) return 'tooHeavy'
  // A walk up to the room has DEPTH_MAX steps, and the room itself is one of them.
  if (depthOf(zone, holder) + 1 + heightOf(item) >= DEPTH_MAX) return 'tooDeep'
  return undefined
}

/** The most that may lie in `holder`, in grams: a bound for beings and containers, else 0. */
function gramsMax(zone: Zone, holder: Entity): number {
  if (isBeing(zone, holder)) return BURDEN_MAX_GRAMS
  return hasComponent(zone.world, holder, Container) ? Container.capacityGrams[holder]! : 0
}

/** How deep things lie in `entity`: 0 if it holds nothing. */
function heightOf(entity: Entity): number {
  const heights = contentsOf(entity).map((held) => 1 + heightOf(held))
  return Math.max(0, ...heights)
}
