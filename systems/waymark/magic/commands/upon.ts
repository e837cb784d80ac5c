import type { SpellName } from '#components/abilityNames.ts'
import type { Entity } from '#components/entities.ts'
import { type Command, type Refused, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { theNameOf } from '#systems/names.ts'
import { isBeing } from '#systems/spawn.ts'
import { findBeing, findFoe } from '#systems/waymark/fight/commands/findFoe.ts'
import { SPELLS } from '#systems/waymark/magic/abilityTable.ts'
import type { Zone } from '#systems/zone.ts'

/**
 * Upon whom a spell is to work: whom `phrase` names, else its caster or its caster's foe; or why
 * upon nobody.
 *
 * @param command  says in a refusal what to try
 */
export function findTarget(
  zone: Zone,
  actor: Entity,
  spell: SpellName,
  phrase: string | undefined,
  command: Pick<Command, 'name'>,
): Entity | Refused {
  const { target } = SPELLS[spell]
  if (target === 'foe') return findFoe(zone, actor, phrase, command)
  if (phrase === undefined) return actor
  const being = findBeing(zone, actor, phrase)
  if (typeof being !== 'number') return being
  if (target === 'self' && being !== actor) {
    return refuse(`That works upon nobody but yourself: leave out ${theNameOf(zone, being)}.`)
  }
  if (isBeing(zone, being)) return being
  return refuse(`${capital(theNameOf(zone, being))} is not alive, and feels nothing of it.`)
}
