import { hasComponent } from 'bitecs'
import { Charges } from '#components/charges.ts'
import { touch } from '#components/define.ts'
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

/** Takes one use from `item`, and ends it with the last. Writes `Charges` and `SPAWNING`. */
export function useUp(zone: Zone, item: Entity): void {
  const left = chargesOf(zone, item) - 1
  if (left <= 0) destroy(zone, item)
  else if (isPartUsed(zone, item)) {
    Charges.left[item] = left
    touch(Charges, item)
  } else attach(zone.world, item, Charges, { left })
}
