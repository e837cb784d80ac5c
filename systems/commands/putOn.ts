import type { Entity } from '#components/entities.ts'
import type { WorldEvent } from '#systems/events.ts'
import { nameOf, parseWanted, pick, theNameOf, wornBy } from '#systems/names.ts'
import { inTheWay, setWorn, slotOf } from '#systems/wearing.ts'
import type { Zone } from '#systems/zone.ts'
import { type Outcome, type Refused, refuse } from './define.ts'
import { capital } from './phrases.ts'
import { findCarried } from './reach.ts'
import { doToEach } from './several.ts'

/** The ways to put a thing on, as commands and events call them. */
type PutOnVerb = 'wear' | 'wield' | 'hold'

/**
 * Puts on what `phrase` names, each thing where it belongs.
 *
 * `wear` puts on whatever one names, for it is plain what is meant; `wear all` leaves out what is
 * taken in hand.
 */
export function putOn(zone: Zone, actor: Entity, phrase: string, verb: PutOnVerb): Outcome {
  const found = findUnworn(zone, actor, phrase)
  if (!Array.isArray(found)) return found
  if (parseWanted(phrase).all) return putOnAll(zone, actor, found, verb)
  return doToEach(
    zone,
    actor,
    found,
    (item) => putOnOne(zone, actor, item, verb),
    (done) => eventOf(zone, actor, verb, done),
  )
}

/** Puts on each of `found` for which there is a place left. */
function putOnAll(zone: Zone, actor: Entity, found: readonly Entity[], verb: PutOnVerb): Outcome {
  const items = found.filter((item) => isFor(zone, item, verb))
  if (items.length === 0) return refuse(`You carry nothing to ${verb}.`)
  const done = items.filter((item) => putOnOne(zone, actor, item, verb) === undefined)
  if (done.length > 0) return eventOf(zone, actor, verb, done)
  return refuse(`There is no place left where you could ${verb} what you carry.`)
}

/** What is worn already is said to be, before one is told to take it off. */
function findUnworn(zone: Zone, actor: Entity, phrase: string): Entity[] | Refused {
  const found = findCarried(zone, actor, phrase)
  const wanted = parseWanted(phrase)
  if (Array.isArray(found)) return found
  const worn = pick(zone, wornBy(zone, actor), wanted)[0]
  if (worn === undefined) return found
  if (wanted.words.length === 0) return refuse('You carry nothing but what you wear already.')
  return refuse(`You already ${verbOf(slotOf(zone, worn))} ${theNameOf(zone, worn)}.`)
}

function verbOf(slot: string | undefined): PutOnVerb {
  if (slot === 'wield') return 'wield'
  return slot === 'hold' || slot === 'light' ? 'hold' : 'wear'
}

function isFor(zone: Zone, item: Entity, verb: PutOnVerb): boolean {
  const slot = slotOf(zone, item)
  if (slot === undefined) return false
  return verbOf(slot) === verb || (verb === 'wear' && slot === 'light')
}

function putOnOne(zone: Zone, actor: Entity, item: Entity, verb: PutOnVerb): string | undefined {
  const the = theNameOf(zone, item)
  const slot = slotOf(zone, item)
  if (slot === undefined) return `You cannot ${verb} ${the}.`
  if (verb !== 'wear' && verb !== verbOf(slot)) {
    return `You cannot ${verb} ${the}: try "${verbOf(slot)}" instead.`
  }
  const there = inTheWay(zone, actor, slot)
  if (there.some((worn) => theNameOf(zone, worn) === the)) {
    return `You already ${verbOf(slot)} ${nameOf(zone, item)}.`
  }
  if (there.length > 0) return `${capital(wayOf(zone, there))} first to ${verbOf(slot)} ${the}.`
  setWorn(item, true)
  return undefined
}

function wayOf(zone: Zone, there: readonly Entity[]): string {
  const names = there.map((item) => theNameOf(zone, item)).join(' and ')
  if (there.length > 1) return `${names} are in the way: remove one of them`
  return `${names} is in the way: remove it`
}

function eventOf(zone: Zone, actor: Entity, verb: PutOnVerb, done: readonly Entity[]): WorldEvent {
  const listed = done.map((item) => ({ item, slot: slotOf(zone, item)! }))
  if (listed.length > 1) return { verb, actor, items: listed }
  const { item, slot } = listed[0]!
  return { verb: verbOf(slot), actor, item, slot }
}
