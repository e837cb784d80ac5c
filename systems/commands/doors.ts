import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { Door } from '#components/door.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { contentsOf } from '#systems/containment.ts'
import { directionNamed } from '#systems/directions.ts'
import type { WorldEvent } from '#systems/events.ts'
import { answersTo, exitsHere, parseWanted, pick, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { type Refused, refuse } from './define.ts'
import { capital } from './phrases.ts'
import { quote } from './quote.ts'
import { inReach, notHere } from './reach.ts'

/** What the other side of a door sees, by what is done on this side. */
const OTHER_SIDE = {
  open: 'doorOpens',
  close: 'doorCloses',
  lock: 'doorLocks',
  unlock: 'doorUnlocks',
} as const

/**
 * The door or lid that `phrase` names, or why it names none.
 *
 * A door goes by its way (`north`, `n`), by its own words, or by both (`north gate`); it can be
 * felt in the dark. A container goes by its words.
 */
export function findDoor(zone: Zone, actor: Entity, phrase: string): Entity | Refused {
  const wanted = parseWanted(phrase)
  if (wanted.all) return refuse('One at a time, please.')
  const exits = exitsHere(zone, actor)
  const doors = exits.filter((exit) => hasComponent(zone.world, exit, Door))
  const ways = wanted.words.map(directionNamed).filter((way) => way !== undefined)
  if (ways.length > 0) {
    const rest = wanted.words.filter((word) => directionNamed(word) === undefined)
    const leading = (exit: Entity) => ways.includes(Exit.direction[exit] as (typeof ways)[number])
    const door = doors.find((exit) => leading(exit) && answersTo(zone, exit, rest))
    if (door !== undefined) return door
    if (rest.length === 0 && ways.length === 1) {
      return refuse(exits.some(leading) ? 'There is no door that way.' : 'Nothing leads that way.')
    }
  }
  const reach = inReach(zone, actor)
  const lids = reach.filter((item) => hasComponent(zone.world, item, Door))
  const found = pick(zone, [...doors, ...lids], wanted)[0]
  if (found !== undefined) return found
  const other = pick(zone, reach, wanted)[0]
  if (other === undefined) return notHere(zone, actor, phrase)
  return refuse(`${capital(theNameOf(zone, other))} has neither door nor lid.`)
}

/** Moves a door or lid: both sides of a door that has two. */
export function setDoor(
  zone: Zone,
  door: Entity,
  { closed, locked }: { closed: boolean; locked: boolean },
): void {
  for (const side of [door, otherSideOf(zone, door)]) {
    if (side === 0) continue
    Door.closed[side] = Number(closed)
    Door.locked[side] = Number(locked)
    touch(Door, side)
  }
}

/** The door in the exit back; 0 if there is none. */
function otherSideOf(zone: Zone, door: Entity): Entity {
  if (!hasComponent(zone.world, door, Exit)) return 0
  const opposite = Exit.opposite[door]!
  return opposite !== 0 && hasComponent(zone.world, opposite, Door) ? opposite : 0
}

/** Shows the other side of a door what was done to it, and gives the event for this one. */
export function tellDoor(
  zone: Zone,
  actor: Entity,
  verb: keyof typeof OTHER_SIDE,
  door: Entity,
): WorldEvent {
  const exit = otherSideOf(zone, door)
  if (exit !== 0) zone.report.show(Location.holder[exit]!, { verb: OTHER_SIDE[verb], exit })
  const isExit = hasComponent(zone.world, door, Exit)
  return { verb, actor, [isExit ? 'exit' : 'container']: door }
}

/** The key that `actor` has on it for `door`; undefined if it has none, or none would fit. */
export function keyFor(actor: Entity, door: Entity): Entity | undefined {
  const key = Door.key[door]!
  if (key === '') return undefined
  return contentsOf(actor).find((item) => Identity.prefab[item] === key)
}

/** The key for `door` that `phrase` names, any that fits if it is empty; or why there is none. */
export function findKey(zone: Zone, actor: Entity, door: Entity, phrase: string): Entity | Refused {
  const key = keyFor(actor, door)
  const the = theNameOf(zone, door)
  if (phrase === '') return key ?? refuse(`You have no key that fits ${the}.`)
  const wanted = parseWanted(phrase)
  if (key !== undefined && answersTo(zone, key, wanted.words)) return key
  const other = pick(zone, contentsOf(actor), wanted)[0]
  if (other === undefined) return refuse(`You carry no ${quote(phrase)}.`)
  return refuse(`${capital(theNameOf(zone, other))} does not fit ${the}.`)
}
