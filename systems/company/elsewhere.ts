import type { Stranger } from '#systems/events.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'

/** One of a party who is in another zone, as that zone has told. */
export interface Companion extends Stranger {
  zone: string
  /** The leader's uid. */
  party: number
  place: number
  linkDead: boolean
  /** How it is, in numbers. */
  condition: Readonly<Record<string, number>>
}

interface Known extends Companion {
  heardTick: number
  /** That zone itself has told of it: until then it is on its way there. */
  isSure: boolean
}

/** Of whom nothing is heard for so long, no more is known. */
const FORGOTTEN_SECONDS = 10

interface Elsewhere {
  companions: Map<number, Known>
  /** Parties of which somebody has just come: until then the others have had no time to tell. */
  untilTick: Map<number, number>
  /** What other zones know of ours is no longer so. */
  isNews: boolean
}

const known = new WeakMap<Zone, Elsewhere>()

function elsewhereOf(zone: Zone): Elsewhere {
  let elsewhere = known.get(zone)
  if (elsewhere === undefined) {
    elsewhere = { companions: new Map(), untilTick: new Map(), isNews: false }
    known.set(zone, elsewhere)
  }
  return elsewhere
}

/** Those of a party who are in other zones, in the order in which they came to it. */
export function companionsElsewhere(zone: Zone, party: number): Companion[] {
  const { companions } = elsewhereOf(zone)
  const found = [...companions.values()].filter((each) => each.party === party)
  return found.sort((a, b) => a.place - b.place)
}

/** Whether it cannot be known yet who of a party is elsewhere. */
export function isInDoubt(zone: Zone, party: number): boolean {
  return elsewhereOf(zone).untilTick.has(party)
}

/** Somebody of a party has come from another zone, where the others may be. */
export function expectNews(zone: Zone, party: number): void {
  const elsewhere = elsewhereOf(zone)
  elsewhere.untilTick.set(party, zone.tick + ticksIn(zone, FORGOTTEN_SECONDS))
  elsewhere.isNews = true
}

/** One of ours goes over to another zone, which will tell of it. */
export function noteDeparture(zone: Zone, companion: Companion): void {
  const { companions } = elsewhereOf(zone)
  companions.set(companion.uid, { ...companion, heardTick: zone.tick, isSure: false })
}

/** It is in this zone now, or of that party no more. */
export function forget(zone: Zone, uid: number): void {
  elsewhereOf(zone).companions.delete(uid)
}

/** The party of those elsewhere is led by another from now on. */
export function renameParty(zone: Zone, party: number, leaderUid: number): void {
  for (const each of elsewhereOf(zone).companions.values()) {
    if (each.party === party) each.party = leaderUid
  }
}

/**
 * Another zone has told whom it has of parties that may be ours, too.
 *
 * @param parties  those of which somebody is here: of others nothing need be known
 */
export function noteCompanions(
  zone: Zone,
  from: string,
  told: readonly Omit<Companion, 'zone'>[],
  parties: ReadonlySet<number>,
): void {
  const elsewhere = elsewhereOf(zone)
  const ours = told.filter(({ uid, party }) => parties.has(party) && !zone.byUid.has(uid))
  const there = new Set(ours.map(({ uid }) => uid))
  for (const { uid, zone: where, isSure } of elsewhere.companions.values()) {
    if (where === from && isSure && !there.has(uid)) elsewhere.companions.delete(uid)
  }
  for (const each of ours) {
    // Whoever tells of one that was not known knows nothing of ours, either.
    if (!elsewhere.companions.get(each.uid)?.isSure) elsewhere.isNews = true
    const heard = { zone: from, heardTick: zone.tick, isSure: true }
    elsewhere.companions.set(each.uid, { ...each, ...heard })
  }
}

/** Forgets in time. @returns whether other zones are to be told of ours at once */
export function passTime(zone: Zone): boolean {
  const elsewhere = elsewhereOf(zone)
  const { companions, untilTick, isNews } = elsewhere
  elsewhere.isNews = false
  const longAgo = zone.tick - ticksIn(zone, FORGOTTEN_SECONDS)
  for (const { uid, heardTick } of companions.values()) {
    if (heardTick < longAgo) companions.delete(uid)
  }
  for (const [party, until] of untilTick) if (zone.tick >= until) untilTick.delete(party)
  return isNews
}
