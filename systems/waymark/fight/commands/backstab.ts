import { Vitals } from '#components/vitals.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { theNameOf } from '#systems/names.ts'
import { fightStats } from '#systems/waymark/fight/fightStats.ts'
import { HARM, harm } from '#systems/waymark/fight/harm.ts'
import { succeeds, tire } from '#systems/waymark/fight/skills.ts'
import { BACKSTAB } from '#systems/waymark/fight/skillTable.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { blowPoints } from '#systems/waymark/fight/strike.ts'
import { findFoe } from './findFoe.ts'
import { unskilled } from './skill.ts'

/** One that has lost more than this part of its health looks behind itself. */
const WARY_BELOW = 0.9

export const backstab = defineCommand({
  name: 'backstab',
  usage: 'backstab <whom>',
  section: 'fighting',
  help: 'Begins a fight with a blow from behind.',
  more:
    'It takes a weapon in your hand, and a victim that suspects nothing: one that is not hurt, ' +
    'and does not fight you. It must be learnt.',
  seeAlso: ['fighting', 'kick'],
  inFight: false,
  lasting: true,
  writes: HARM,
  run(zone, actor, { whom }) {
    const refusal = unskilled(zone, actor, 'backstab')
    if (refusal) return refusal
    const target = findFoe(zone, actor, whom, backstab)
    if (typeof target !== 'number') return target
    const stats = fightStats(zone, actor)
    if (!stats.isArmed) return refuse('You need a weapon in your hand for that: "wield" one.')
    const isHurt = Vitals.hp[target]! < Vitals.hpMax[target]! * WARY_BELOW
    if (isHurt || foeOf(zone, target) === actor) {
      return refuse(`${capital(theNameOf(zone, target))} is on its guard.`)
    }
    tire(zone, actor, BACKSTAB.readySeconds)
    if (!succeeds(zone, actor, 'backstab', target)) {
      zone.report.show(roomOf(zone, actor), { verb: 'backstabMisses', actor, target })
      startFight(zone, actor, target)
      return undefined
    }
    const times = BACKSTAB.times + Math.floor(stats.level / BACKSTAB.levelsPerTime)
    const points = times * blowPoints(zone, stats, fightStats(zone, target), target)
    harm(zone, actor, target, points, { verb: 'backstab', actor, target })
    return undefined
  },
})
