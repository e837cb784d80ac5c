import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Progress } from '#components/progress.ts'
import { Purse } from '#components/purse.ts'
import { Spirit } from '#components/spirit.ts'
import type { Zone } from '#systems/zone.ts'
import { experienceLeft } from './experience.ts'
import { ATTRIBUTE_NAMES, attributeOf } from './lent.ts'

/** What `score` tells of a character by these rules. */
export function figuresOf(zone: Zone, character: Entity): Readonly<Record<string, number>> {
  const figures: Record<string, number> = {}
  if (hasComponent(zone.world, character, Spirit)) {
    figures['sp'] = Spirit.sp[character]!
    figures['spMax'] = Spirit.spMax[character]!
  }
  if (hasComponent(zone.world, character, Progress)) {
    figures['level'] = Progress.level[character]!
    figures['experience'] = Progress.experience[character]!
    figures['left'] = experienceLeft(character)
    figures['practices'] = Progress.practices[character]!
    for (const name of ATTRIBUTE_NAMES) figures[name] = attributeOf(zone, character, name)
  }
  if (hasComponent(zone.world, character, Purse)) {
    figures['gold'] = Purse.gold[character]!
    figures['saved'] = Purse.saved[character]!
  }
  return figures
}
