import { Vitals } from '#components/vitals.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { levelOf } from '#systems/waymark/fight/level.ts'
import { harmRefusal } from '#systems/waymark/fight/mayFight.ts'
import { findBeing } from './findFoe.ts'

export const consider = defineCommand({
  name: 'consider',
  aliases: ['con'],
  usage: 'consider <whom>',
  section: 'fighting',
  help: 'Weighs up a creature before you fight it.',
  more:
    'It compares your level with its own, and its health with yours. Things and spells may tip ' +
    'the scales.',
  seeAlso: ['fighting', 'kill', 'diagnose'],
  run(zone, actor, { whom }) {
    if (whom === undefined) return refuse('Consider whom? Try "consider rat", if there is a rat.')
    const target = findBeing(zone, actor, whom)
    if (typeof target !== 'number') return target
    const refusal = harmRefusal(zone, actor, target)
    if (refusal !== undefined) return refuse(refusal)
    const levels = levelOf(zone, target) - levelOf(zone, actor)
    const health = Math.round((100 * Vitals.hp[target]!) / Math.max(1, Vitals.hp[actor]!))
    zone.report.tell(actor, { verb: 'consider', actor, target, levels, health })
    return undefined
  },
})
