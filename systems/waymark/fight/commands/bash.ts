import { defineCommand } from '#systems/commands/define.ts'
import { roomOf } from '#systems/containment.ts'
import { setPosture } from '#systems/posture.ts'
import { fightStats, harmThrough, roll } from '#systems/waymark/fight/fightStats.ts'
import { HARM, harm } from '#systems/waymark/fight/harm.ts'
import { succeeds, tire } from '#systems/waymark/fight/skills.ts'
import { BASH } from '#systems/waymark/fight/skillTable.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { findFoe } from './findFoe.ts'
import { unskilled } from './skill.ts'

export const bash = defineCommand({
  name: 'bash',
  usage: 'bash [<whom>]',
  section: 'fighting',
  help: 'Throws yourself at your foe, to knock it down.',
  more:
    'Who is down loses its next blow with getting up, and is hit harder meanwhile. If it goes ' +
    'wrong, that is you. It must be learnt.',
  seeAlso: ['fighting', 'kick'],
  lasting: true,
  writes: HARM,
  run(zone, actor, { whom }) {
    const refusal = unskilled(zone, actor, 'bash')
    if (refusal) return refusal
    const target = findFoe(zone, actor, whom, bash)
    if (typeof target !== 'number') return target
    tire(zone, actor, BASH.readySeconds)
    startFight(zone, actor, target)
    if (!succeeds(zone, actor, 'bash', target)) {
      setPosture(zone, actor, 'sitting')
      zone.report.show(roomOf(zone, actor), { verb: 'bashMisses', actor, target })
      return undefined
    }
    const points = roll(zone, BASH.damage) + fightStats(zone, actor).harm
    const through = harmThrough(points, fightStats(zone, target).armour)
    setPosture(zone, target, 'sitting')
    harm(zone, actor, target, through, { verb: 'bash', actor, target })
    return undefined
  },
})
