import { equipmentOf } from '#systems/wearing.ts'
import { defineCommand } from './define.ts'

export const equipment = defineCommand({
  name: 'equipment',
  aliases: ['eq'],
  usage: 'equipment',
  section: 'things',
  help: 'Lists what you wear, wield and hold.',
  seeAlso: ['wear', 'wield', 'hold', 'remove', 'inventory'],
  run(zone, actor) {
    zone.report.tell(actor, { verb: 'equipment', items: equipmentOf(zone, actor) })
    return undefined
  },
})
