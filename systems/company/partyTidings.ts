import { detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Party } from '#components/party.ts'
import { isLinkDead } from '#systems/commands/hearer.ts'
import { isStranger } from '#systems/events.ts'
import { nameOf } from '#systems/names.ts'
import type { Tiding, Zone } from '#systems/zone.ts'
import {
  type Companion,
  companionsElsewhere,
  expectNews,
  forget,
  isInDoubt,
  noteCompanions,
  noteDeparture,
} from './elsewhere.ts'
import { allParties, dissolve, goOn, membersOf, partyOf, putAtHead, tellHere } from './parties.ts'
import { conditionOf } from './partyRows.ts'
import { ignoredBy } from './persona.ts'

/** [limit] So many of a zone are told of at once. */
const MEMBERS_MAX = 500

/** The figures of one's condition that go from zone to zone. */
const FIGURES = ['level', 'hp', 'hpMax', 'sp', 'spMax'] as const

/** Tells other zones of those who belong to a party of which somebody is, or may be, there. */
export function tellOfOurs(zone: Zone): void {
  const list = [...allParties(zone)]
    .filter(([party, members]) => isSpread(zone, party, members))
    .flatMap(([party, members]) => members.map((member) => ({ party, ...rowOf(zone, member) })))
  if (list.length === 0) return
  zone.neighbours.tell({ verb: 'partyMembers', list: list.slice(0, MEMBERS_MAX) })
}

function isSpread(zone: Zone, party: number, members: readonly Entity[]): boolean {
  if (isInDoubt(zone, party) || companionsElsewhere(zone, party).length > 0) return true
  return members.every((member) => Identity.uid[member] !== party)
}

function rowOf(zone: Zone, member: Entity) {
  return {
    actor: member,
    place: Party.place[member]!,
    linkDead: isLinkDead(zone, member),
    ...conditionOf(zone, member),
  }
}

/** `being` goes over to another zone: it belongs to its party still. */
export function noteMemberGone(zone: Zone, being: Entity, to: string): void {
  const party = partyOf(zone, being)
  if (party === 0) return
  const { place, linkDead, actor: _actor, ...condition } = rowOf(zone, being)
  const who = { uid: Identity.uid[being]!, name: nameOf(zone, being) }
  noteDeparture(zone, { ...who, zone: to, party, place, linkDead, condition })
}

/** `being` has come from another zone, with the party it belongs to. */
export function noteMemberCome(zone: Zone, being: Entity): void {
  forget(zone, Identity.uid[being]!)
  const party = partyOf(zone, being)
  if (party !== 0) expectNews(zone, party)
}

/** Takes what other zones have told of parties. */
export function hearTidings(zone: Zone): void {
  for (const tiding of zone.neighbours.tidings) {
    if (tiding.verb === 'partyMembers') hearMembers(zone, tiding)
    else if (tiding.verb === 'partyWord') hearWord(zone, tiding)
    else if (tiding.verb === 'partyDeed') hearDeed(zone, tiding)
  }
}

function hearMembers(zone: Zone, { from, fields }: Tiding): void {
  const { list } = fields
  const rows = Array.isArray(list) ? list.slice(0, MEMBERS_MAX) : []
  const told = rows.flatMap((row) => companionOf(row) ?? [])
  noteCompanions(zone, from, told, new Set(allParties(zone).keys()))
}

/** Undefined of what does not say whom it tells of. */
function companionOf(row: Record<string, unknown>): Omit<Companion, 'zone'> | undefined {
  const { actor, party, place, linkDead } = row
  if (!isStranger(actor) || typeof party !== 'number' || typeof place !== 'number') return undefined
  const condition: Record<string, number> = {}
  for (const figure of FIGURES) {
    const value = row[figure]
    if (typeof value === 'number') condition[figure] = value
  }
  const { uid, name } = actor
  return { uid, name, party, place, linkDead: linkDead === true, condition }
}

function hearWord(zone: Zone, { fields: { party, spoken, event } }: Tiding): void {
  if (typeof party !== 'number' || !isEvent(event)) return
  const speaker = String(spoken).toLowerCase()
  if (speaker === '') return tellHere(zone, party, event)
  for (const { being } of membersOf(zone, party)) {
    const isHeard = being !== 0 && !ignoredBy(zone, being).includes(speaker)
    if (isHeard) zone.report.tell(being, event)
  }
}

function isEvent(value: unknown): value is { verb: string } {
  return typeof value === 'object' && value !== null && 'verb' in value
}

function hearDeed(zone: Zone, { fields: { party, deed, uid } }: Tiding): void {
  if (typeof party !== 'number' || typeof uid !== 'number') return
  if (deed === 'end') dissolve(zone, party)
  else if (deed === 'lead') putAtHead(zone, party, uid)
  else if (deed === 'gone') leaveOut(zone, party, uid)
  else if (deed === 'kick') turnOut(zone, party, uid)
}

function leaveOut(zone: Zone, party: number, uid: number): void {
  forget(zone, uid)
  goOn(zone, party)
}

function turnOut(zone: Zone, party: number, uid: number): void {
  const being = zone.byUid.get(uid)
  if (being === undefined || partyOf(zone, being) !== party) return leaveOut(zone, party, uid)
  detach(zone.world, being, Party)
  goOn(zone, party)
}
