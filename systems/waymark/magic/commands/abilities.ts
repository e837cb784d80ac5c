import type { Entity } from '#components/entities.ts'
import { type Command, defineCommand } from '#systems/commands/define.ts'
import {
  ABILITY_NAMES,
  type AbilityName,
  isSpell,
  levelOfAbility,
} from '#systems/waymark/magic/abilities.ts'
import { abilityOf } from '#systems/waymark/magic/abilityOf.ts'
import { SPELLS } from '#systems/waymark/magic/abilityTable.ts'
import type { Zone } from '#systems/zone.ts'

const LISTS: readonly { name: string; help: string; has: (name: AbilityName) => boolean }[] = [
  { name: 'spells', help: 'Lists all spells, and how well you know them.', has: isSpell },
  {
    name: 'skills',
    help: 'Lists all skills, and how well you know them.',
    has: (name) => !isSpell(name),
  },
  {
    name: 'abilities',
    help: 'Lists all skills and spells, and how well you know them.',
    has: () => true,
  },
]

/** The lists of what one can learn. */
export const ABILITY_LISTS: readonly Command[] = LISTS.map(({ name, help, has }) =>
  defineCommand({
    name,
    usage: name,
    section: 'magic',
    posture: 'sleeping',
    help,
    more: '"practice" takes lessons from a trainer who is here. The rest comes with use.',
    seeAlso: ['practice', 'cast', 'magic'],
    run(zone, actor) {
      const list = rowsOf(zone, actor, ABILITY_NAMES.filter(has))
      zone.report.tell(actor, { verb: 'abilities', text: name, list })
      return undefined
    },
  }),
)

/** What there is to say of each of `names`: those of low levels first. */
function rowsOf(zone: Zone, actor: Entity, names: readonly AbilityName[]) {
  return names
    .map((name) => ({
      name,
      percent: abilityOf(zone, actor, name),
      level: levelOfAbility(name),
      sp: isSpell(name) ? SPELLS[name].sp : 0,
    }))
    .sort((a, b) => a.level - b.level)
}
