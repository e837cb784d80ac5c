import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, defineQuery, detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Party } from '#components/party.ts'
import type { WorldEvent } from '#systems/events.ts'
import type { Zone } from '#systems/zone.ts'

const withParty = defineQuery(Party)

/** [limit] So many belong to one party at most. */
export const PARTY_MAX = 8

/** Who leads the party of `being`; 0: it belongs to none. */
export function headOf(zone: Zone, being: Entity): Entity {
  return hasComponent(zone.world, being, Party) ? Party.leader[being]! : 0
}

/** All of the party of `being`, in the order in which they came; nobody if it belongs to none. */
export function partyMembers(zone: Zone, being: Entity): Entity[] {
  const leader = headOf(zone, being)
  if (leader === 0) return []
  return [...withParty(zone.world)]
    .filter((each) => Party.leader[each] === leader)
    .sort((a, b) => Party.place[a]! - Party.place[b]!)
}

/** Tells all of the party of `being`, itself among them. */
export function tellParty(zone: Zone, being: Entity, event: WorldEvent): void {
  for (const member of partyMembers(zone, being)) zone.report.tell(member, event)
}

/** Takes `being` into the party of `head`, who leads from now on if there was none. */
export function enlist(zone: Zone, being: Entity, head: Entity): void {
  const members = partyMembers(zone, head)
  const leader = headOf(zone, head) || head
  if (members.length === 0) join(zone, head, leader, 1)
  join(zone, being, leader, 1 + (Party.place[members.at(-1) ?? head] ?? 1))
}

function join(zone: Zone, being: Entity, leader: Entity, place: number): void {
  attach(zone.world, being, Party, { leader, leaderUid: Identity.uid[leader]!, place })
}

/** Makes `leader`, one of `members`, lead them all. */
export function putAtHead(members: readonly Entity[], leader: Entity): void {
  for (const member of members) {
    Party.leader[member] = leader
    Party.leaderUid[member] = Identity.uid[leader]!
    touch(Party, member)
  }
}

/** Takes `being` out of its party, which the rest go on with as far as there are enough of them. */
export function discharge(zone: Zone, being: Entity): void {
  const rest = partyMembers(zone, being).filter((each) => each !== being)
  const wasLed = headOf(zone, being) === being
  detach(zone.world, being, Party)
  goOn(zone, rest, wasLed)
}

/** Lets `members` go on as a party after one has left; one alone is none. */
export function goOn(zone: Zone, members: readonly Entity[], isHeadless: boolean): void {
  const next = members[0]
  if (next === undefined) return
  if (members.length === 1) {
    dissolve(zone, members)
  } else if (isHeadless) {
    putAtHead(members, next)
    tellParty(zone, next, { verb: 'partyLead', actor: next })
  }
}

/** Ends the party of `members`. */
export function dissolve(zone: Zone, members: readonly Entity[]): void {
  for (const member of members) {
    detach(zone.world, member, Party)
    zone.report.tell(member, { verb: 'partyEnd' })
  }
}
