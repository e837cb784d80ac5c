import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { WEAR_SLOTS } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Wearable } from '#components/wearable.ts'
import type { Listed } from './events.ts'
import { wornBy } from './names.ts'
import type { Zone } from './zone.ts'

/** How many things one slot takes. */
function placesIn(slot: string): number {
  return slot === 'finger' ? 2 : 1
}

/** The slot that `item` is worn, wielded or held in; undefined if it cannot be. */
export function slotOf(zone: Zone, item: Entity): string | undefined {
  return hasComponent(zone.world, item, Wearable) ? Wearable.slot[item] : undefined
}

/** What takes up all of `slot` on `being`; nothing if a place is left. */
export function inTheWay(zone: Zone, being: Entity, slot: string): Entity[] {
  const there = wornBy(zone, being).filter((item) => Wearable.slot[item] === slot)
  return there.length < placesIn(slot) ? [] : there
}

/** Puts on or takes off. Whether a place is free is for the caller to see to. */
export function setWorn(item: Entity, worn: boolean): void {
  Wearable.worn[item] = Number(worn)
  touch(Wearable, item)
}

/** What `being` wears, from head to foot, with slots. */
export function equipmentOf(zone: Zone, being: Entity): Listed[] {
  const slots: readonly string[] = WEAR_SLOTS
  return wornBy(zone, being)
    .map((item) => ({ item, slot: Wearable.slot[item]! }))
    .sort((a, b) => slots.indexOf(a.slot) - slots.indexOf(b.slot))
}
