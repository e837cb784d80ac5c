import { defineCommand } from '#systems/commands/define.ts'
import { ATTRIBUTE_NAMES, attributeOf, bornWith } from '#systems/waymark/fight/lent.ts'

export const attributes = defineCommand({
  name: 'attributes',
  aliases: ['stats'],
  usage: 'attributes',
  section: 'character',
  help: 'Shows what you are made of: might, grace, vigour and wit.',
  more:
    'Ten is common, thirty the most. Might strikes harder. Grace strikes true and slips away. ' +
    'Vigour endures. Wit has more spirit for spells. Things you wear and spells may lend you ' +
    'some; trainers raise them for good.',
  seeAlso: ['score', 'levels'],
  run(zone, actor) {
    const list = ATTRIBUTE_NAMES.map((name) => ({
      name,
      own: bornWith(zone, actor, name),
      now: attributeOf(zone, actor, name),
    }))
    zone.report.tell(actor, { verb: 'attributes', actor, list })
    return undefined
  },
})
