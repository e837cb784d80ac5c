import { Posture } from '#components/posture.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { isFighting } from '#systems/fighting.ts'
import { isStanding } from '#systems/posture.ts'
import { FLIGHT, tryToFlee } from '#systems/waymark/fight/flee.ts'
import { standUp } from '#systems/waymark/fight/harm.ts'

export const flee = defineCommand({
  name: 'flee',
  usage: 'flee',
  section: 'fighting',
  help: 'Runs from a fight, by any way that is open.',
  more:
    'It does not always work, and where you come out is left to chance. Whoever remembers you ' +
    'may come after you. "wimpy" lets you flee by yourself before it is too late.',
  seeAlso: ['fighting', 'wimpy', 'kill'],
  posture: 'sleeping',
  writes: [...FLIGHT, Posture],
  run(zone, actor) {
    if (!isFighting(zone, actor)) {
      return refuse('Nobody fights you. To leave, walk: "exits" lists the ways.')
    }
    if (!isStanding(zone, actor)) standUp(zone, actor)
    switch (tryToFlee(zone, actor)) {
      case 'tooSoon':
        return refuse('You look about for another gap. Try again in a moment.')
      case 'noWay':
        return refuse('There is no way out of here. You have to see it through.')
      default:
        return undefined
    }
  },
})
