import { defineCommand, refuse } from '#systems/commands/define.ts'
import { reportPlayer } from '#systems/commands/feedback.ts'
import { spoken } from '#systems/commands/speech.ts'
import { PARTYLESS, partyOf, speakToParty, tellParty } from '#systems/company/parties.ts'
import { conditionOf } from '#systems/company/partyRows.ts'

export const gtell = defineCommand({
  name: 'gtell',
  aliases: ['gsay', 'gt'],
  usage: 'gtell <text>',
  section: 'talking',
  help: 'Tells all of your party something, wherever they are.',
  seeAlso: ['party', 'report', 'tell'],
  run(zone, actor, { text }) {
    if (partyOf(zone, actor) === 0) return refuse(PARTYLESS)
    const words = spoken(text, 'tell your party')
    if (typeof words !== 'string') return words
    speakToParty(zone, actor, { verb: 'gtell', actor, text: words })
    return undefined
  },
})

export const report = defineCommand({
  name: 'report',
  usage: 'report [<player> <text>]',
  section: 'company',
  posture: 'sleeping',
  help: 'Tells your party how you are; or those who run this world how somebody behaves.',
  more:
    'Plain "report" is for your party. "report Bob He will not let me be" makes a ticket of what ' +
    'you say of Bob, whether he is in the world or not; what you two have said lately goes along ' +
    'with it, as you have read it. Nobody but those who run this world sees it.',
  seeAlso: ['party', 'gtell', 'score', 'ignore', 'rules', 'tickets'],
  run(zone, actor, { player, text }) {
    if (player !== undefined) return reportPlayer(zone, actor, player, text)
    if (partyOf(zone, actor) === 0) return refuse(PARTYLESS)
    tellParty(zone, actor, { verb: 'report', actor, ...conditionOf(zone, actor) })
    return undefined
  },
})
