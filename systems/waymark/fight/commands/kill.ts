import type { Entity } from '#components/entities.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { foeOf } from '#systems/fighting.ts'
import { theNameOf } from '#systems/names.ts'
import { FIGHTS, startFight } from '#systems/waymark/fight/startFight.ts'
import type { Zone } from '#systems/zone.ts'
import { findFoe } from './findFoe.ts'

export const kill = defineCommand({
  name: 'kill',
  aliases: ['k', 'hit', 'attack'],
  usage: 'kill <whom>',
  section: 'fighting',
  help: 'Attacks a creature that is here.',
  more:
    'From then on you strike at it every other second, by yourself, until one of you is gone. ' +
    '"consider" tells beforehand whether that is wise. In a fight it turns you to another foe.',
  seeAlso: ['fighting', 'consider', 'flee', 'wimpy'],
  lasting: true,
  writes: FIGHTS,
  run(zone, actor, { whom }) {
    if (whom === undefined && foeOf(zone, actor) !== 0) return alreadyAt(zone, actor)
    const foe = findFoe(zone, actor, whom, kill)
    if (typeof foe !== 'number') return foe
    if (foe === foeOf(zone, actor)) return alreadyAt(zone, actor)
    startFight(zone, actor, foe)
    return { verb: 'attack', actor, target: foe }
  },
})

function alreadyAt(zone: Zone, actor: Entity): Outcome {
  const foe = theNameOf(zone, foeOf(zone, actor))
  return refuse(`You fight ${foe} as hard as you can already.`)
}
