import { defineCommand } from '#systems/commands/define.ts'
import { goldOf, savedOf } from '#systems/waymark/trade/gold.ts'

export const worth = defineCommand({
  name: 'worth',
  aliases: ['gold'],
  usage: 'worth',
  section: 'character',
  help: 'Shows how much gold you have at hand and in the bank.',
  seeAlso: ['money', 'bank', 'score'],
  run(zone, actor) {
    const [gold, saved] = [goldOf(zone, actor), savedOf(zone, actor)]
    zone.report.tell(actor, { verb: 'worth', gold, saved })
    return undefined
  },
})
