import { hasComponent } from 'bitecs'
import { Abilities } from '#components/abilities.ts'
import {
  SKILL_NAMES,
  type SkillName,
  SPELL_NAMES,
  type SpellName,
} from '#components/abilityNames.ts'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import type { Zone } from '#systems/zone.ts'
import { abilityOf } from './abilityOf.ts'
import { SKILLS, SPELLS, USE_TEACHES_ONE_IN } from './abilityTable.ts'

export type AbilityName = SkillName | SpellName

export const ABILITY_NAMES: readonly AbilityName[] = [...SKILL_NAMES, ...SPELL_NAMES]

const PERCENT_MAX = 100

export function isSpell(name: string): name is SpellName {
  return Object.hasOwn(SPELLS, name)
}

export function isAbility(name: string): name is AbilityName {
  return isSpell(name) || Object.hasOwn(SKILLS, name)
}

/** The level from which on it is taught. */
export function levelOfAbility(name: AbilityName): number {
  return isSpell(name) ? SPELLS[name].level : SKILLS[name].level
}

/** Sets how much of an ability a character knows. Writes `Abilities`. */
export function setAbility(zone: Zone, being: Entity, name: AbilityName, percent: number): void {
  const known = ABILITY_NAMES.map((each) => {
    return { each, percent: each === name ? percent : abilityOf(zone, being, each) }
  })
  Abilities.list[being] = known
    .filter((entry) => entry.percent > 0)
    .map((entry) => `${entry.each} ${entry.percent}`)
    .join(';')
  touch(Abilities, being)
}

/**
 * Lets a character learn from having used an ability: the more rarely, the more it knows.
 *
 * Writes `Abilities`.
 */
export function improve(zone: Zone, being: Entity, name: AbilityName): void {
  if (!hasComponent(zone.world, being, Abilities)) return
  const percent = abilityOf(zone, being, name)
  if (percent === 0 || percent >= PERCENT_MAX) return
  const learns = zone.chance.integer(PERCENT_MAX * USE_TEACHES_ONE_IN) < PERCENT_MAX - percent
  if (!learns) return
  setAbility(zone, being, name, percent + 1)
  zone.report.tell(being, { verb: 'improve', actor: being, text: name, count: percent + 1 })
}

/** The abilities among `names` that `phrase` means: the one of that name, else all it begins. */
export function abilitiesNamed(phrase: string, names: readonly AbilityName[]): AbilityName[] {
  const lower = phrase.toLowerCase().trim()
  const exact = names.filter((name) => name === lower)
  return exact.length > 0 ? exact : names.filter((name) => name.startsWith(lower))
}
