import { defineCommand } from '#systems/commands/define.ts'
import { roomOf } from '#systems/containment.ts'
import { fightStats, harmThrough, roll } from '#systems/waymark/fight/fightStats.ts'
import { HARM, harm } from '#systems/waymark/fight/harm.ts'
import { succeeds, tire } from '#systems/waymark/fight/skills.ts'
import { KICK } from '#systems/waymark/fight/skillTable.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { findFoe } from './findFoe.ts'
import { unskilled } from './skill.ts'

export const kick = defineCommand({
  name: 'kick',
  usage: 'kick [<whom>]',
  section: 'fighting',
  help: 'Kicks your foe, beside the blows of the fight.',
  more: 'It must be learnt, and takes some breath: a few seconds go by before the next.',
  seeAlso: ['fighting', 'bash', 'backstab'],
  lasting: true,
  writes: HARM,
  run(zone, actor, { whom }) {
    const refusal = unskilled(zone, actor, 'kick')
    if (refusal) return refusal
    const target = findFoe(zone, actor, whom, kick)
    if (typeof target !== 'number') return target
    tire(zone, actor, KICK.readySeconds)
    if (!succeeds(zone, actor, 'kick', target)) {
      zone.report.show(roomOf(zone, actor), { verb: 'kickMisses', actor, target })
      startFight(zone, actor, target)
      return undefined
    }
    const { level, harm: bonus } = fightStats(zone, actor)
    const points = roll(zone, KICK.damage) + bonus + Math.floor(level / 2)
    const through = harmThrough(points, fightStats(zone, target).armour)
    harm(zone, actor, target, through, { verb: 'kick', actor, target })
    return undefined
  },
})
