import type { Entity } from '#components/entities.ts'
import { directionNamed } from '#systems/directions.ts'
import type { WorldEvent } from '#systems/events.ts'
import { BLIND } from '#systems/light.ts'
import { isBeing } from '#systems/spawn.ts'
import { showRoom } from '#systems/surroundings/automap.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, isRefused, type Outcome, type Refused, refuse } from './define.ts'
import { findContainer } from './reach.ts'
import { findSight, insideOf, showGlance, sightOf, wayAhead } from './sight.ts'
import { exitTo, waysOut } from './ways.ts'

/** Words for the room itself. */
const HERE = new Set(['here', 'room', 'around'])

export const look = defineCommand({
  name: 'look',
  aliases: ['l'],
  usage: ['look', 'look in|into|inside <container>', 'look [at|under|behind|through] <target>'],
  section: 'looking',
  help: 'Shows the room, or what you look at.',
  more:
    'Plain "look" shows where you are. "look lantern" shows a thing, "look Ada" a person and ' +
    'what she wears, "look in chest" what lies in it, "look north" where that way leads. ' +
    'Words of the room itself often work, too: where it speaks of a statue, try "look statue".',
  seeAlso: ['looking', 'examine', 'exits', 'targets', 'light'],
  run(zone, actor, { container, target }) {
    if (container !== undefined) return lookInside(zone, actor, container)
    if (target === undefined || HERE.has(target.toLowerCase())) {
      showRoom(zone, actor, 'look')
      return undefined
    }
    const direction = directionNamed(target)
    if (direction !== undefined && zone.rules.isBlind(zone, actor)) return refuse(BLIND)
    if (direction === undefined) return lookAt(zone, actor, target)
    const exit = exitTo(zone, actor, direction)
    if (exit !== undefined) return tellSight(zone, actor, wayAhead(zone, actor, exit))
    return refuse(`There is no way ${direction}. ${waysOut(zone, actor)}`)
  },
})

function lookInside(zone: Zone, actor: Entity, phrase: string): Outcome {
  const container = findContainer(zone, actor, phrase)
  return tellSight(zone, actor, typeof container === 'number' ? insideOf(container) : container)
}

function lookAt(zone: Zone, actor: Entity, phrase: string): Outcome {
  const sight = findSight(zone, actor, phrase)
  if (typeof sight !== 'number') return sight
  zone.report.tell(actor, sightOf(zone, actor, sight))
  if (isBeing(zone, sight)) showGlance(zone, actor, sight)
  return undefined
}

function tellSight(zone: Zone, actor: Entity, sight: WorldEvent | Refused): Outcome {
  if (isRefused(sight)) return sight
  zone.report.tell(actor, sight)
  return undefined
}
