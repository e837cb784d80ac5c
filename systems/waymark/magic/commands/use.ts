import { Charges } from '#components/charges.ts'
import type { ItemDefinition, ItemKind } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { kindOf } from '#components/itemKind.ts'
import { type Command, defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { quote } from '#systems/commands/quote.ts'
import { roomOf } from '#systems/containment.ts'
import { carriedBy, itemsHere, parseWanted, pick, theNameOf, wornBy } from '#systems/names.ts'
import { destroy, SPAWNING } from '#systems/spawn.ts'
import { levelOf } from '#systems/waymark/fight/level.ts'
import { isSpell } from '#systems/waymark/magic/abilities.ts'
import { useUp } from '#systems/waymark/magic/charges.ts'
import { spellRefusal, WORKING, work } from '#systems/waymark/magic/spells.ts'
import type { Zone } from '#systems/zone.ts'
import { findTarget } from './upon.ts'

/** A way of using things up. */
interface Manner {
  name: 'use' | 'eat' | 'drink' | 'recite'
  aliases?: readonly string[]
  /** What it is for; absent: for anything that is of use. */
  kinds?: readonly ItemKind[]
  usage: string | readonly string[]
  help: string
  more?: string
}

const MANNERS: readonly Manner[] = [
  {
    name: 'use',
    usage: ['use <item> on <whom>', 'use <item>'],
    help: 'Uses a thing that works a spell: a potion, a salve, a scroll.',
    more:
      'Most things are gone once they are used; "appraise" tells what one does, and how often. ' +
      'What harms works upon your foe, or upon whom you name.',
  },
  {
    name: 'eat',
    kinds: ['food'],
    usage: 'eat <item>',
    help: 'Eats something. A good meal closes wounds.',
  },
  {
    name: 'drink',
    aliases: ['quaff', 'sip'],
    kinds: ['potion'],
    usage: 'drink <item>',
    help: 'Drinks something.',
  },
  {
    name: 'recite',
    kinds: ['scroll'],
    usage: ['recite <item> on <whom>', 'recite <item>'],
    help: 'Reads a scroll aloud, which works its spell.',
  },
]

/** What a command of each manner may write. */
const USING = [...WORKING, ...SPAWNING, Charges] as const

/** One for each manner of using things. */
export const USES: readonly Command[] = MANNERS.map((manner) =>
  defineCommand({
    ...manner,
    section: 'things',
    seeAlso: ['use', 'eat', 'drink', 'recite', 'appraise'].filter((name) => name !== manner.name),
    lasting: true,
    writes: USING,
    run: (zone, actor, { item, whom }) => useOne(zone, actor, manner, item, whom),
  }),
)

function useOne(
  zone: Zone,
  actor: Entity,
  manner: Manner,
  phrase: string | undefined,
  whom: string | undefined,
): Outcome {
  const { name } = manner
  if (phrase === undefined) return refuse(`${capital(name)} what? Name a thing you carry.`)
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('One thing at a time, please.')
  const item = pick(zone, [...carriedBy(zone, actor), ...wornBy(zone, actor)], wanted)[0]
  if (item === undefined) {
    const lying = pick(zone, itemsHere(zone, actor), wanted)[0]
    if (lying === undefined) return refuse(`You carry no ${quote(phrase)}.`)
    const the = theNameOf(zone, lying)
    if (Item.fixed[lying] === 1) return refuse(`${capital(the)} belongs to this place.`)
    return refuse(`You must get ${the} first.`)
  }
  const definition = zone.items.get(Identity.prefab[item]!)
  if (definition === undefined) return refuse(`There is no use for ${theNameOf(zone, item)}.`)
  const refusal = unfitness(zone, actor, manner, item, definition)
  if (refusal !== undefined) return refuse(refusal)
  return consume(zone, actor, mannerFor(definition) ?? manner, item, definition, whom)
}

/** How such a thing is used, if there is a word for it: cake is eaten. */
function mannerFor(definition: ItemDefinition): Manner | undefined {
  const kind = kindOf(definition)
  return MANNERS.find(({ kinds }) => kinds?.includes(kind))
}

/** Why `item` cannot be used in this manner; undefined if it can. */
function unfitness(
  zone: Zone,
  actor: Entity,
  { kinds, name }: Manner,
  item: Entity,
  definition: ItemDefinition,
): string | undefined {
  const the = theNameOf(zone, item)
  const kind = kindOf(definition)
  const { level = 0, use } = definition
  if (kinds !== undefined && !kinds.includes(kind)) {
    const better = mannerFor(definition)?.name ?? 'use'
    const hint = use === undefined ? '' : ` Try "${better}".`
    return `${capital(the)} is nothing to ${name}.${hint}`
  }
  if (use === undefined && kind !== 'food') return `There is no use for ${the} by itself.`
  if (levelOf(zone, actor) >= level) return undefined
  return `${capital(the)} is beyond you before level ${level}.`
}

function consume(
  zone: Zone,
  actor: Entity,
  { name: verb }: Manner,
  item: Entity,
  { use }: ItemDefinition,
  whom: string | undefined,
): Outcome {
  const room = roomOf(zone, actor)
  if (use === undefined || !isSpell(use.spell)) {
    zone.report.show(room, { verb, actor, item })
    destroy(zone, item)
    return undefined
  }
  const target = findTarget(zone, actor, use.spell, whom, { name: `${verb} it on` })
  if (typeof target !== 'number') return target
  const working = { spell: use.spell, level: use.level, caster: actor, target }
  const refusal = spellRefusal(zone, working)
  if (refusal !== undefined) return refuse(refusal)
  zone.report.show(room, { verb, actor, item, ...(target === actor ? {} : { target }) })
  useUp(zone, item)
  work(zone, working)
  return undefined
}
