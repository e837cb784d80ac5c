import { hasComponent } from 'bitecs'
import { Charges } from '#components/charges.ts'
import { touch } from '#components/define.ts'
import type { ItemDefinition } from '#components/definition.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { destroy } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'

/** Whether some of what `item` was good for is gone. */
export function isPartUsed(zone: Zone, item: Entity): boolean {
  return hasComponent(zone.world, item, Charges)
}

/** How often `item` can still be used; 0 of what is no use in that way. */
export function chargesOf(zone: Zone, item: Entity): number {
  if (isPartUsed(zone, item)) return Charges.left[item]!
  return zone.items.get(Identity.prefab[item]!)?.use?.charges ?? 0
}

/** What one of `definition` is worth in coins that can still be used so often. */
export function valueOfRest({ value = 0, use }: ItemDefinition, left: number): number {
  return use === undefined ? value : Math.floor((value * left) / use.charges)
}

/** Leaves so many uses in `item`. Writes `Charges`. */
export function setCharges(zone: Zone, item: Entity, left: number): void {
  if (!isPartUsed(zone, item)) attach(zone.world, item, Charges, { left })
  Charges.left[item] = left
  touch(Charges, item)
}

/** Takes one use from `item`, and ends it with the last. Writes `Charges` and `SPAWNING`. */
export function useUp(zone: Zone, item: Entity): void {
  const left = chargesOf(zone, item) - 1
  if (left <= 0) destroy(zone, item)
  else setCharges(zone, item, left)
}
