import { defineCommand, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { roomOf } from '#systems/containment.ts'
import { isPlayer, theNameOf } from '#systems/names.ts'
import { succeeds, tire } from '#systems/waymark/fight/skills.ts'
import { RESCUE_READY_SECONDS } from '#systems/waymark/fight/skillTable.ts'
import { FIGHTS, strikerAt, takeOver } from '#systems/waymark/fight/startFight.ts'
import { findBeing } from './findFoe.ts'
import { unskilled } from './skill.ts'

export const rescue = defineCommand({
  name: 'rescue',
  usage: 'rescue <whom>',
  section: 'fighting',
  help: 'Steps between another player and whoever strikes at them.',
  more: 'From then on you are struck at instead. It must be learnt.',
  seeAlso: ['fighting', 'assist'],
  lasting: true,
  writes: FIGHTS,
  run(zone, actor, { whom }) {
    const refusal = unskilled(zone, actor, 'rescue')
    if (refusal) return refusal
    if (whom === undefined) return refuse('Rescue whom? Name somebody here who is attacked.')
    const ally = findBeing(zone, actor, whom)
    if (typeof ally !== 'number') return ally
    if (ally === actor) return refuse('You rescue yourself best by running: "flee".')
    if (!isPlayer(zone, ally)) {
      return refuse(`${capital(theNameOf(zone, ally))} needs no rescue of yours.`)
    }
    const foe = strikerAt(zone, ally, actor)
    if (foe === 0) return refuse(`Nobody strikes at ${theNameOf(zone, ally)}.`)
    tire(zone, actor, RESCUE_READY_SECONDS)
    if (!succeeds(zone, actor, 'rescue', foe)) return { verb: 'rescueFails', actor, target: ally }
    zone.report.show(roomOf(zone, actor), { verb: 'rescue', actor, target: ally })
    takeOver(zone, actor, ally, foe)
    return undefined
  },
})
