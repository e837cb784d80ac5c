import { defineCommand, refuse } from '#systems/commands/define.ts'
import { capital } from '#systems/commands/phrases.ts'
import { roomOf } from '#systems/containment.ts'
import { foeOf } from '#systems/fighting.ts'
import { theNameOf } from '#systems/names.ts'
import { harmRefusal } from '#systems/waymark/fight/mayFight.ts'
import { FIGHTS, startFight, strikerAt } from '#systems/waymark/fight/startFight.ts'
import { findBeing } from './findFoe.ts'

export const assist = defineCommand({
  name: 'assist',
  usage: 'assist <whom>',
  section: 'fighting',
  help: 'Joins the fight of somebody who is here.',
  more: 'You attack whomever that one fights. "toggle autoassist" does so for your party.',
  seeAlso: ['fighting', 'rescue', 'kill'],
  lasting: true,
  writes: FIGHTS,
  run(zone, actor, { whom }) {
    if (whom === undefined) return refuse('Assist whom? Name somebody here who fights.')
    const ally = findBeing(zone, actor, whom)
    if (typeof ally !== 'number') return ally
    if (ally === actor) return refuse('You help yourself best by not getting hurt.')
    const foe = foeOf(zone, ally) || strikerAt(zone, ally)
    if (foe === 0) return refuse(`${capital(theNameOf(zone, ally))} fights nobody.`)
    if (foe === actor) return refuse(`${capital(theNameOf(zone, ally))} fights you.`)
    if (foe === foeOf(zone, actor)) return refuse('You fight side by side already.')
    const refusal = harmRefusal(zone, actor, foe)
    if (refusal !== undefined) return refuse(refusal)
    zone.report.show(roomOf(zone, actor), { verb: 'assist', actor, target: ally })
    startFight(zone, actor, foe)
    return undefined
  },
})
