import { hasComponent } from 'bitecs'
import { Container } from '#components/container.ts'
import { Contents } from '#components/contents.ts'
import { Described } from '#components/described.ts'
import { Door } from '#components/door.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Lore } from '#components/lore.ts'
import { introduction, personaText } from '#systems/company/persona.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import type { WorldEvent } from '#systems/events.ts'
import { BLIND } from '#systems/light.ts'
import { beingsHere, isClosed, parseWanted, pick, seenHere, theNameOf } from '#systems/names.ts'
import { isBeing } from '#systems/spawn.ts'
import { equipmentOf } from '#systems/wearing.ts'
import type { Zone } from '#systems/zone.ts'
import { type Refused, refuse } from './define.ts'
import { roomThrough } from './exits.ts'
import { isSelf } from './hearer.ts'
import { inReach, notHere } from './reach.ts'

/** What `phrase` names of all that `actor` can look at: people, things, details, doors. */
export function findSight(zone: Zone, actor: Entity, phrase: string): Entity | Refused {
  if (zone.rules.isBlind(zone, actor)) return refuse(BLIND)
  if (isSelf(phrase)) return actor
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('You can look at one thing at a time.')
  const sights = [...beingsHere(zone, actor), ...inReach(zone, actor), ...fixturesHere(zone, actor)]
  return pick(zone, [...sights, actor], wanted)[0] ?? notHere(zone, actor, phrase)
}

/** Details of the room and doors that `actor` sees. */
function fixturesHere(zone: Zone, actor: Entity): Entity[] {
  return seenHere(zone, actor).filter(
    (entity) => isDetail(zone, entity) || hasComponent(zone.world, entity, Exit),
  )
}

/** A detail of a room has words and a text, but no name of its own. */
function isDetail(zone: Zone, entity: Entity): boolean {
  return hasComponent(zone.world, entity, Lore) && !hasComponent(zone.world, entity, Described)
}

/** What `sight` looks like to `actor`: the event that tells it. */
export function sightOf(zone: Zone, actor: Entity, sight: Entity): WorldEvent {
  const { world } = zone
  if (hasComponent(world, sight, Exit)) return wayAhead(zone, actor, sight)
  if (isDetail(zone, sight)) return { verb: 'detail', text: Lore.description[sight]! }
  const own = personaText(zone, sight, 'description')
  const text =
    own || Lore.description[sight] || `There is nothing special about ${theNameOf(zone, sight)}.`
  if (isBeing(zone, sight)) {
    const items = equipmentOf(zone, sight)
    const hint = sight === actor && own === '' ? ' ("setdesc" says what others see of you.)' : ''
    const look = `${text}${hint}`
    return { verb: 'being', target: sight, text: look, items, ...introduction(zone, sight) }
  }
  return { verb: 'thing', item: sight, text, ...lidAndLoad(zone, sight) }
}

/** Of what is closed one cannot tell whether it is empty. */
function lidAndLoad(zone: Zone, item: Entity): { closed?: boolean; empty?: boolean } {
  if (!hasComponent(zone.world, item, Container)) return {}
  if (isClosed(zone, item)) return { closed: true }
  const lid = hasComponent(zone.world, item, Door) ? { closed: false } : {}
  return { ...lid, empty: Contents.count[item] === 0 }
}

/** What `actor` sees through `exit`. */
export function wayAhead(zone: Zone, actor: Entity, exit: Entity): WorldEvent {
  const room = roomThrough(zone, actor, exit)
  const hasDoor = hasComponent(zone.world, exit, Door)
  return {
    verb: 'wayAhead',
    direction: Exit.direction[exit]!,
    ...(hasDoor ? { exit, closed: Door.closed[exit] === 1 } : {}),
    ...(room === undefined ? {} : { room }),
  }
}

/** What lies in `container`: the event that tells it to who looks inside. */
export function insideOf(container: Entity): WorldEvent {
  return { verb: 'contents', container, items: contentsOf(container).map((item) => ({ item })) }
}

/** Lets all in the room know that `actor` looks at somebody, who then knows it, too. */
export function showGlance(zone: Zone, actor: Entity, target: Entity): void {
  if (target === actor) return
  zone.report.show(roomOf(zone, actor), { verb: 'examine', actor, target })
}
