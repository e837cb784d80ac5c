import type { Entity } from '#components/entities.ts'
import { HELD_MAX, obstacleTo } from '#systems/burden.ts'
import { moveTo } from '#systems/containment.ts'
import { parseWanted, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, type Outcome, refuse } from './define.ts'
import { HANDLING, handleSum, isSum } from './money.ts'
import { capital, partLast } from './phrases.ts'
import { findCarried, findContainer } from './reach.ts'
import { doToEach, itemOrItems } from './several.ts'

export const put = defineCommand({
  name: 'put',
  usage: 'put <item> in|into <container>',
  section: 'things',
  help: 'Lays a thing you carry into a container.',
  more:
    '"put all in sack" lays in all that fits and that you do not wear. ' +
    'A container may lie here, or be carried or worn; it must be open.',
  seeAlso: ['get', 'drop', 'open'],
  lasting: true,
  writes: HANDLING,
  run(zone, actor, { item: phrase = '', container = '' }) {
    if (phrase === '') return refuse('Put what, and into what? Try "put coin in chest".')
    if (container !== '') return putInto(zone, actor, phrase, container)
    const parted = isSum(zone, phrase) ? undefined : partLast(phrase)
    if (parted) return putInto(zone, actor, ...parted)
    return refuse('Put it into what? Try "put coin in chest".')
  },
})

function putInto(zone: Zone, actor: Entity, phrase: string, containerPhrase: string): Outcome {
  const items = findCarried(zone, actor, phrase)
  if (!Array.isArray(items)) {
    const find = () => findContainer(zone, actor, containerPhrase)
    return handleSum(zone, actor, 'put', phrase, find) ?? items
  }
  const container = findContainer(zone, actor, containerPhrase)
  if (typeof container !== 'number') return container
  const others = items.filter((item) => item !== container)
  const all = parseWanted(phrase).all && others.length > 0
  return doToEach(
    zone,
    actor,
    all ? others : items,
    (item) => layInto(zone, item, container),
    (done) => ({ verb: 'put', actor, ...itemOrItems(done), container }),
  )
}

function layInto(zone: Zone, item: Entity, container: Entity): string | undefined {
  const the = theNameOf(zone, item)
  const theContainer = theNameOf(zone, container)
  switch (obstacleTo(zone, item, container)) {
    case undefined:
      moveTo(zone, item, container)
      return undefined
    case 'itself':
      return `You cannot put ${the} into itself.`
    case 'tooMany':
      return `${capital(theContainer)} cannot hold more than ${HELD_MAX} things.`
    case 'tooHeavy':
      return `There is no room left for ${the} in ${theContainer}.`
    case 'tooDeep':
      return `Too many things lie one in another to put ${the} there.`
  }
}
