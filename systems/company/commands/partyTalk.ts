import { defineCommand, refuse } from '#systems/commands/define.ts'
import { spoken } from '#systems/commands/speech.ts'
import { headOf, tellParty } from '#systems/company/parties.ts'
import { conditionOf } from './party.ts'

const ALONE = 'You belong to no party that would hear you.'

export const gtell = defineCommand({
  name: 'gtell',
  aliases: ['gsay', 'gt'],
  usage: 'gtell <text>',
  section: 'talking',
  help: 'Tells all of your party something, wherever they are.',
  seeAlso: ['party', 'report', 'tell'],
  run(zone, actor, { text }) {
    if (headOf(zone, actor) === 0) return refuse(ALONE)
    const words = spoken(text, 'tell your party')
    if (typeof words !== 'string') return words
    tellParty(zone, actor, { verb: 'gtell', actor, text: words })
    return undefined
  },
})

export const report = defineCommand({
  name: 'report',
  usage: 'report',
  section: 'company',
  help: 'Tells your party how you are.',
  seeAlso: ['party', 'gtell', 'score'],
  run(zone, actor) {
    if (headOf(zone, actor) === 0) return refuse(ALONE)
    tellParty(zone, actor, { verb: 'report', actor, ...conditionOf(zone, actor) })
    return undefined
  },
})
