import { Vitals } from '#components/vitals.ts'
import { BURDEN_MAX_GRAMS, burdenOf } from '#systems/burden.ts'
import { roomOf } from '#systems/containment.ts'
import { sees } from '#systems/light.ts'
import { carriedBy, wornBy } from '#systems/names.ts'
import { defineCommand } from './define.ts'

export const score = defineCommand({
  name: 'score',
  aliases: ['sc'],
  usage: 'score',
  section: 'character',
  help: 'Shows how you are and what you bear.',
  seeAlso: ['inventory', 'equipment'],
  run(zone, actor) {
    zone.report.tell(actor, {
      verb: 'score',
      actor,
      ...(sees(zone, actor) ? { room: roomOf(zone, actor) } : {}),
      hp: Vitals.hp[actor]!,
      hpMax: Vitals.hpMax[actor]!,
      carried: carriedBy(zone, actor).length,
      weightGrams: burdenOf(zone, actor),
      weightMaxGrams: BURDEN_MAX_GRAMS,
      worn: wornBy(zone, actor).length,
      ...zone.rules.figures(zone, actor),
    })
    return undefined
  },
})
