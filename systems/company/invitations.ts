import { hasComponent } from 'bitecs'
import { attach, detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Invitation } from '#components/invitation.ts'
import { type Outcome, type Refused, refuse } from '#systems/commands/define.ts'
import { isLinkDead, isSelf, playerNamed, unreachable } from '#systems/commands/hearer.ts'
import { quote } from '#systems/commands/quote.ts'
import { isPlayer, nameOf } from '#systems/names.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { enlist, leaderName, leads, membersOf, PARTY_MAX, partyOf, tellParty } from './parties.ts'
import { deafness } from './persona.ts'

/** So long one may take to answer an invitation. */
const ANSWER_SECONDS = 120

const FULL = `That party is full: ${PARTY_MAX} belong to it.`

/** Asks the player whom `phrase` names to join `actor`'s party. Writes `Invitation`. */
export function invite(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  if (phrase === undefined) return refuse('Invite whom? Try "party invite <name>".')
  const target = isSelf(phrase) ? actor : playerNamed(zone, phrase)
  if (typeof target !== 'number') return target
  if (target === actor) return refuse('You keep yourself company already.')
  const obstacle = obstacleTo(zone, actor, target)
  if (obstacle) return obstacle
  const untilTick = zone.tick + ticksIn(zone, ANSWER_SECONDS)
  attach(zone.world, target, Invitation, { fromUid: Identity.uid[actor]!, untilTick })
  const event = { verb: 'partyInvite', actor, target }
  zone.report.tell(actor, event)
  zone.report.tell(target, event)
  return undefined
}

/** Why `actor` may not invite `target`. */
function obstacleTo(zone: Zone, actor: Entity, target: Entity): Refused | undefined {
  const name = nameOf(zone, target)
  if (isLinkDead(zone, target)) return unreachable(zone, target)
  const deaf = deafness(zone, actor, target)
  if (deaf !== undefined) return refuse(deaf)
  const party = partyOf(zone, actor)
  if (party !== 0 && !leads(zone, actor)) {
    return refuse(`Only ${leaderName(zone, party)} may invite, who leads your party.`)
  }
  if (isFull(zone, actor)) return refuse(FULL)
  if (partyOf(zone, target) !== 0) {
    const mine = partyOf(zone, target) === party
    return refuse(`${name} belongs to ${mine ? 'your party already' : 'another party'}.`)
  }
  const asker = inviterOf(zone, target)
  if (asker === undefined) return undefined
  if (asker === actor) return refuse(`${name} has your invitation already.`)
  return refuse(`${name} has another invitation to answer first.`)
}

/** Who has invited `being`, and waits for an answer. */
function inviterOf(zone: Zone, being: Entity): Entity | undefined {
  if (!hasComponent(zone.world, being, Invitation)) return undefined
  if (zone.tick >= Invitation.untilTick[being]!) return undefined
  const inviter = zone.byUid.get(Invitation.fromUid[being]!)
  return inviter !== undefined && isPlayer(zone, inviter) ? inviter : undefined
}

/** Joins the party to which `actor` was invited. Writes `Party` and `Invitation`. */
export function joinParty(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  const inviter = invitedBy(zone, actor, phrase)
  if (typeof inviter !== 'number') return inviter
  if (partyOf(zone, actor) !== 0) {
    return refuse('You belong to a party already. "party leave" first.')
  }
  if (isFull(zone, inviter)) return refuse(FULL)
  detach(zone.world, actor, Invitation)
  enlist(zone, actor, inviter)
  tellParty(zone, actor, { verb: 'partyJoin', actor, ...leaderOf(zone, partyOf(zone, actor)) })
  return undefined
}

/** Who leads the party, as an event has it. */
function leaderOf(zone: Zone, party: number): Record<string, unknown> {
  const leader = membersOf(zone, party).find(({ uid }) => uid === party)
  if (leader === undefined) return {}
  return { target: leader.being === 0 ? { uid: leader.uid, name: leader.name } : leader.being }
}

function isFull(zone: Zone, being: Entity): boolean {
  return membersOf(zone, partyOf(zone, being)).length >= PARTY_MAX
}

/** Turns an invitation down. Writes `Invitation`. */
export function decline(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  const inviter = invitedBy(zone, actor, phrase)
  if (typeof inviter !== 'number') return inviter
  detach(zone.world, actor, Invitation)
  const event = { verb: 'partyDecline', actor, target: inviter }
  zone.report.tell(actor, event)
  zone.report.tell(inviter, event)
  return undefined
}

function invitedBy(zone: Zone, actor: Entity, phrase: string | undefined): Entity | Refused {
  const inviter = inviterOf(zone, actor)
  if (inviter === undefined) {
    return refuse('Nobody has invited you. "party invite <name>" invites others.')
  }
  const name = nameOf(zone, inviter)
  if (phrase === undefined || name.toLowerCase().startsWith(phrase.toLowerCase())) return inviter
  return refuse(`It was ${name} who invited you, not ${quote(phrase)}.`)
}
