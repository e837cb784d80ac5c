import type { SkillName } from '#components/abilityNames.ts'
import type { Entity } from '#components/entities.ts'
import { type Refused, refuse } from '#systems/commands/define.ts'
import { tiredness } from '#systems/waymark/fight/skills.ts'
import { abilityOf } from '#systems/waymark/magic/abilityOf.ts'
import type { Zone } from '#systems/zone.ts'

/** Why `actor` cannot use `skill` now: it was never taught, or it is too soon. */
export function unskilled(zone: Zone, actor: Entity, skill: SkillName): Refused | undefined {
  if (abilityOf(zone, actor, skill) === 0) {
    return refuse(`You have not learnt to ${skill}. Some people teach that.`)
  }
  const tired = tiredness(zone, actor)
  return tired === undefined ? undefined : refuse(tired)
}
