import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, defineQuery, detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Party } from '#components/party.ts'
import type { Stranger, WorldEvent } from '#systems/events.ts'
import { nameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { type Companion, companionsElsewhere, renameParty } from './elsewhere.ts'
import { isIgnoring } from './persona.ts'

const partyMembersHere = defineQuery(Party)

/** [limit] So many belong to one party at most. */
export const PARTY_MAX = 8

/** What is answered to whoever would do something with a party and belongs to none. */
export const PARTYLESS = 'You belong to no party. "party invite <name>" begins one.'

/** One of a party, wherever in the world. */
export interface Member extends Stranger {
  place: number
  /** 0: it is in another zone. */
  being: Entity
  /** Set of one in another zone. */
  elsewhere?: Companion
}

/** What becomes of a party whose members are in several zones: each tells the others. */
export type PartyDeed = 'gone' | 'kick' | 'lead' | 'end'

/** The party of `being`, by its leader's uid; 0: it belongs to none. */
export function partyOf(zone: Zone, being: Entity): number {
  return hasComponent(zone.world, being, Party) ? Party.leaderUid[being]! : 0
}

/** Whether `being` leads a party. */
export function leads(zone: Zone, being: Entity): boolean {
  return partyOf(zone, being) === Identity.uid[being]
}

/** All of the party, in the order in which they came, wherever they are. */
export function membersOf(zone: Zone, party: number): Member[] {
  const here = [...partyMembersHere(zone.world)].filter((each) => Party.leaderUid[each] === party)
  const members: Member[] = here.map((being) => ({
    uid: Identity.uid[being]!,
    name: nameOf(zone, being),
    place: Party.place[being]!,
    being,
  }))
  const others = companionsElsewhere(zone, party).map((elsewhere) => {
    const { uid, name, place } = elsewhere
    return { uid, name, place, being: 0, elsewhere }
  })
  return [...members, ...others].sort((a, b) => a.place - b.place)
}

/** Those of the party of `being` who are in this zone; nobody if it belongs to none. */
export function partyMembers(zone: Zone, being: Entity): Entity[] {
  const party = partyOf(zone, being)
  if (party === 0) return []
  return membersOf(zone, party).flatMap((member) => (member.being === 0 ? [] : member.being))
}

/** Whoever leads the party, by name. */
export function leaderName(zone: Zone, party: number): string {
  return membersOf(zone, party).find(({ uid }) => uid === party)?.name ?? 'somebody far away'
}

/** All parties' members in this zone by their leader's uid, in the order in which they came. */
export function allParties(zone: Zone): Map<number, Entity[]> {
  const found = new Map<number, Entity[]>()
  const members = [...partyMembersHere(zone.world)]
  for (const member of members.sort((a, b) => Party.place[a]! - Party.place[b]!)) {
    const leaderUid = Party.leaderUid[member]!
    const others = found.get(leaderUid)
    if (others) others.push(member)
    else found.set(leaderUid, [member])
  }
  return found
}

/** Tells all of the party of `being` what it says, but for those who ignore it. */
export function speakToParty(zone: Zone, being: Entity, event: WorldEvent): void {
  const party = partyOf(zone, being)
  for (const member of partyMembers(zone, being)) {
    if (!isIgnoring(zone, member, being)) zone.report.tell(member, event)
  }
  tellElsewhere(zone, party, { verb: 'partyWord', party, spoken: nameOf(zone, being), event })
}

/** Tells all of the party of `being`, itself among them. */
export function tellParty(zone: Zone, being: Entity, event: WorldEvent): void {
  const party = partyOf(zone, being)
  for (const member of partyMembers(zone, being)) zone.report.tell(member, event)
  tellElsewhere(zone, party, { verb: 'partyWord', party, spoken: '', event })
}

/** Lets other zones do what becomes of the party, or of the one with `uid`, with theirs of it. */
export function tellDeed(zone: Zone, party: number, deed: PartyDeed, uid = 0): void {
  tellElsewhere(zone, party, { verb: 'partyDeed', party, deed, uid })
}

function tellElsewhere(zone: Zone, party: number, tiding: WorldEvent): void {
  if (companionsElsewhere(zone, party).length > 0) zone.neighbours.tell(tiding)
}

/** Takes `being` into the party of `head`, who leads from now on if there was none. */
export function enlist(zone: Zone, being: Entity, head: Entity): void {
  const party = partyOf(zone, head) || Identity.uid[head]!
  if (partyOf(zone, head) === 0) join(zone, head, party, 1)
  join(zone, being, party, 1 + (membersOf(zone, party).at(-1)?.place ?? 1))
}

function join(zone: Zone, being: Entity, leaderUid: number, place: number): void {
  attach(zone.world, being, Party, { leaderUid, place })
}

/** Makes the one with `leaderUid`, who belongs to it, lead the party. */
export function putAtHead(zone: Zone, party: number, leaderUid: number): void {
  for (const { being } of membersOf(zone, party)) {
    if (being === 0) continue
    Party.leaderUid[being] = leaderUid
    touch(Party, being)
  }
  renameParty(zone, party, leaderUid)
}

/** Takes `being` out of its party, which the rest go on with as far as there are enough of them. */
export function discharge(zone: Zone, being: Entity): void {
  const party = partyOf(zone, being)
  detach(zone.world, being, Party)
  tellDeed(zone, party, 'gone', Identity.uid[being]!)
  goOn(zone, party)
}

/** Lets a party go on after one has left: the first who is left leads it, and one alone is none. */
export function goOn(zone: Zone, party: number): void {
  const members = membersOf(zone, party)
  const next = members[0]
  if (next === undefined) return
  if (members.length === 1) {
    dissolve(zone, party)
  } else if (members.every(({ uid }) => uid !== party)) {
    putAtHead(zone, party, next.uid)
    const actor = next.being === 0 ? { uid: next.uid, name: next.name } : next.being
    tellHere(zone, next.uid, { verb: 'partyLead', actor })
  }
}

/** Tells those of the party who are in this zone what another zone, too, finds out by itself. */
export function tellHere(
  zone: Zone,
  party: number,
  event: { verb: string; [field: string]: unknown },
): void {
  for (const { being } of membersOf(zone, party)) {
    // Who is in another zone is named, as `WorldEvent` says.
    if (being !== 0) zone.report.tell(being, event as WorldEvent)
  }
}

/** Ends the party as far as it is in this zone. */
export function dissolve(zone: Zone, party: number): void {
  for (const { being } of membersOf(zone, party)) {
    if (being === 0) continue
    detach(zone.world, being, Party)
    zone.report.tell(being, { verb: 'partyEnd' })
  }
}
