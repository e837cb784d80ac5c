import { Identity } from '#components/identity.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { inReach, notHere } from '#systems/commands/reach.ts'
import { parseWanted, pick, theNameOf } from '#systems/names.ts'
import { chargesOf, valueOfRest } from '#systems/waymark/magic/charges.ts'
import { figuresOf } from '#systems/waymark/trade/figures.ts'

export const appraise = defineCommand({
  name: 'appraise',
  aliases: ['identify'],
  usage: 'appraise <item>',
  section: 'things',
  help: 'Judges a thing: what it is good for, and what it is worth.',
  seeAlso: ['compare', 'value', 'examine'],
  run(zone, actor, { item: phrase = '' }) {
    if (phrase === '') return refuse('Appraise what? Name a thing you have, or one that lies here.')
    const wanted = parseWanted(phrase)
    if (wanted.all) return refuse('One thing at a time, please.')
    const item = pick(zone, inReach(zone, actor), wanted)[0]
    if (item === undefined) return notHere(zone, actor, phrase)
    const definition = zone.items.get(Identity.prefab[item]!)
    if (definition === undefined) {
      return refuse(`There is nothing to be said of ${theNameOf(zone, item)}.`)
    }
    if (definition.fixed) return refuse(`${capital(theNameOf(zone, item))} belongs to this place.`)
    const charges = chargesOf(zone, item)
    const value = valueOfRest(definition, charges)
    zone.report.tell(actor, { verb: 'appraise', item, ...figuresOf(definition), charges, value })
    return undefined
  },
})
