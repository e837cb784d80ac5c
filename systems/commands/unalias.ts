import { Aliases } from '#components/aliases.ts'
import { aliasesOf, keepAliases } from './alias.ts'
import { defineCommand, refuse } from './define.ts'
import { quote } from './quote.ts'

export const unalias = defineCommand({
  name: 'unalias',
  usage: 'unalias <name>',
  section: 'character',
  help: 'Takes away one of your own words for commands.',
  seeAlso: ['alias'],
  lasting: true,
  writes: [Aliases],
  run(zone, actor, { name }) {
    if (name === undefined) return refuse('Which one? "alias" lists those you have.')
    const wanted = name.toLowerCase()
    const all = aliasesOf(zone, actor)
    const kept = all.filter(({ word }) => word !== wanted)
    if (kept.length === all.length) {
      return refuse(`You have no alias ${quote(name)}. "alias" lists those you have.`)
    }
    keepAliases(zone, actor, kept)
    zone.report.tell(actor, { verb: 'note', text: `${quote(wanted)} is your alias no longer.` })
    return undefined
  },
})
