import { defineCommand } from '#systems/commands/define.ts'
import { bankerHere } from '#systems/waymark/trade/bank.ts'
import { goldOf, savedOf } from '#systems/waymark/trade/gold.ts'

export const balance = defineCommand({
  name: 'balance',
  usage: 'balance',
  section: 'trade',
  help: 'Asks a banker how much you have saved.',
  seeAlso: ['deposit', 'withdraw', 'worth', 'bank'],
  run(zone, actor) {
    const banker = bankerHere(zone, actor)
    if (typeof banker !== 'number') return banker
    const [gold, saved] = [goldOf(zone, actor), savedOf(zone, actor)]
    zone.report.tell(actor, { verb: 'balance', target: banker, gold, saved })
    return undefined
  },
})
