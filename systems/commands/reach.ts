import { hasComponent } from 'bitecs'
import { Container } from '#components/container.ts'
import type { Entity } from '#components/entities.ts'
import { whyUnseen } from '#systems/light.ts'
import {
  beingsHere,
  carriedBy,
  isClosed,
  itemsHere,
  parseWanted,
  pick,
  theNameOf,
  wornBy,
} from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { type Refused, refuse } from './define.ts'
import { capital } from './phrases.ts'
import { quote } from './quote.ts'

/** What can be reached: what one carries and wears, then what lies here. */
export function inReach(zone: Zone, actor: Entity): Entity[] {
  return [...carriedBy(zone, actor), ...wornBy(zone, actor), ...itemsHere(zone, actor)]
}

/** Why `phrase` names nothing in reach. */
export function notHere(zone: Zone, actor: Entity, phrase: string): Refused {
  const unseen = whyUnseen(zone, actor, `It is too dark to see any ${quote(phrase)} here.`)
  return refuse(unseen ?? `You see no ${quote(phrase)} here.`)
}

/**
 * The things that `phrase` names among those `actor` carries and does not wear, or why none.
 *
 * `all` passes over what is worn; a thing named that is worn must come off first.
 */
export function findCarried(zone: Zone, actor: Entity, phrase: string): Entity[] | Refused {
  const wanted = parseWanted(phrase)
  const found = pick(zone, carriedBy(zone, actor), wanted)
  if (found.length > 0) return found
  const worn = pick(zone, wornBy(zone, actor), wanted)
  if (wanted.words.length === 0) {
    return refuse(
      worn.length > 0
        ? 'You carry nothing but what you wear; try "remove all" first.'
        : 'You carry nothing.',
    )
  }
  if (worn.length > 0) return refuse(`You must remove ${theNameOf(zone, worn[0]!)} first.`)
  return refuse(`You carry no ${quote(phrase)}.`)
}

/** The open container in reach that `phrase` names, or why there is none. */
export function findContainer(zone: Zone, actor: Entity, phrase: string): Entity | Refused {
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('One container at a time, please.')
  const reach = inReach(zone, actor)
  const containers = reach.filter((item) => hasComponent(zone.world, item, Container))
  const container = pick(zone, containers, wanted)[0]
  if (container === undefined) {
    const other = pick(zone, [...reach, ...beingsHere(zone, actor)], wanted)[0]
    if (other === undefined) return notHere(zone, actor, phrase)
    return refuse(`${capital(theNameOf(zone, other))} is no container.`)
  }
  if (isClosed(zone, container)) {
    return refuse(`${capital(theNameOf(zone, container))} is closed: open it first.`)
  }
  return container
}
