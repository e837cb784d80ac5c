import { hasComponent } from 'bitecs'
import type { Lent } from '#components/abilityNames.ts'
import { Attributes } from '#components/attributes.ts'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Siblings } from '#components/siblings.ts'
import { isWorn } from '#systems/names.ts'
import { affectTotal } from '#systems/waymark/magic/affectTotal.ts'
import type { Zone } from '#systems/zone.ts'

export const ATTRIBUTE_NAMES = ['might', 'grace', 'vigour', 'wit'] as const
export type AttributeName = (typeof ATTRIBUTE_NAMES)[number]

/** What is neither strong nor weak; mobiles are made of it. */
export const COMMON = 10

const ATTRIBUTE_MAX = 30

/** What all that `being` wears lends to `stat`. */
export function lentTo(zone: Zone, being: Entity, stat: Lent): number {
  let sum = 0
  for (let item = Contents.first[being]!; item !== 0; item = Siblings.next[item]!) {
    if (!isWorn(zone, item)) continue
    sum += zone.items.get(Identity.prefab[item]!)?.lends?.[stat] ?? 0
  }
  return sum
}

/** An attribute as nature made it. */
export function bornWith(zone: Zone, being: Entity, name: AttributeName): number {
  return hasComponent(zone.world, being, Attributes) ? Attributes[name][being]! : COMMON
}

/** An attribute with all that things and affects add: from 1 to 30. */
export function attributeOf(zone: Zone, being: Entity, name: AttributeName): number {
  const added = lentTo(zone, being, name) + affectTotal(zone, being, name)
  return Math.min(Math.max(Math.round(bornWith(zone, being, name) + added), 1), ATTRIBUTE_MAX)
}
