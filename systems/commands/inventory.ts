import { hasComponent } from 'bitecs'
import { Purse } from '#components/purse.ts'
import { BURDEN_MAX_GRAMS, burdenOf } from '#systems/burden.ts'
import { carriedBy } from '#systems/names.ts'
import { defineCommand } from './define.ts'

export const inventory = defineCommand({
  name: 'inventory',
  aliases: ['i', 'inv'],
  usage: 'inventory',
  section: 'things',
  help: 'Lists what you carry, and what it weighs.',
  more: 'What you wear counts in the weight; "equipment" lists it.',
  seeAlso: ['equipment', 'get', 'drop'],
  run(zone, actor) {
    zone.report.tell(actor, {
      verb: 'inventory',
      items: carriedBy(zone, actor).map((item) => ({ item })),
      weightGrams: burdenOf(zone, actor),
      weightMaxGrams: BURDEN_MAX_GRAMS,
      ...(hasComponent(zone.world, actor, Purse) ? { gold: Purse.gold[actor]! } : {}),
    })
    return undefined
  },
})
