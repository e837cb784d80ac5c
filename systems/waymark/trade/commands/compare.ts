import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { defineCommand, type Outcome, type Refused, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { inReach, notHere } from '#systems/commands/reach.ts'
import { parseWanted, pick, theNameOf, wornBy } from '#systems/names.ts'
import { figuresOf, type ItemFigures, meritOf } from '#systems/waymark/trade/figures.ts'
import { slotOf } from '#systems/wearing.ts'
import type { Zone } from '#systems/zone.ts'

export const compare = defineCommand({
  name: 'compare',
  usage: ['compare <item> with|to <other>', 'compare <item> <other>', 'compare <item>'],
  section: 'things',
  help: 'Tells which of two weapons or clothes is the better.',
  more: 'With one name alone it is compared with what you wear in its place.',
  seeAlso: ['appraise', 'equipment', 'wear'],
  run(zone, actor, { item: phrase = '', other: otherPhrase = '' }) {
    if (phrase === '') return refuse('Compare what? Name one thing or two that you have.')
    const item = thingNamed(zone, actor, phrase)
    if (typeof item !== 'number') return item
    const named = otherPhrase === '' ? item : thingNamed(zone, actor, otherPhrase)
    // Two words may be one name: `compare iron cap`.
    const other = named === item ? wornInPlaceOf(zone, actor, item) : named
    return typeof other === 'number' ? comparison(zone, actor, item, other) : other
  },
})

function thingNamed(zone: Zone, actor: Entity, phrase: string): Entity | Refused {
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('One thing with one other, please.')
  return pick(zone, inReach(zone, actor), wanted)[0] ?? notHere(zone, actor, phrase)
}

function wornInPlaceOf(zone: Zone, actor: Entity, item: Entity): Entity | Refused {
  const slot = slotOf(zone, item)
  const the = theNameOf(zone, item)
  if (slot === undefined) return refuse(`With what? ${capital(the)} is nothing to wear or wield.`)
  const worn = wornBy(zone, actor).find((each) => each !== item && slotOf(zone, each) === slot)
  return worn ?? refuse(`You wear nothing in the place of ${the} to compare it with.`)
}

function comparison(zone: Zone, actor: Entity, item: Entity, other: Entity): Outcome {
  const first = judged(zone, item)
  const second = judged(zone, other)
  if (first === undefined || second === undefined) {
    const odd = first === undefined ? item : other
    return refuse(`${capital(theNameOf(zone, odd))} is neither a weapon nor anything to wear.`)
  }
  if (first.damage > 0 !== second.damage > 0) {
    return refuse('A weapon and what one wears cannot be compared.')
  }
  const [a, b] = [meritOf(first), meritOf(second)]
  const list = [
    { item, ...first },
    { item: other, ...second },
  ]
  const better = a === b ? {} : { item: a > b ? item : other }
  zone.report.tell(actor, { verb: 'comparison', list, ...better })
  return undefined
}

/** The figures of a thing to wield or wear; undefined of others. */
function judged(zone: Zone, item: Entity): ItemFigures | undefined {
  const definition = zone.items.get(Identity.prefab[item]!)
  if (definition === undefined || slotOf(zone, item) === undefined) return undefined
  return figuresOf(definition)
}
