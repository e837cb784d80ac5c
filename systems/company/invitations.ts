import { hasComponent } from 'bitecs'
import { attach, detach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Invitation } from '#components/invitation.ts'
import { type Outcome, type Refused, refuse } from '#systems/commands/define.ts'
import { isLinkDead, isSelf, playerNamed, unreachable } from '#systems/commands/hearer.ts'
import { quote } from '#systems/commands/quote.ts'
import { isPlayer, nameOf } from '#systems/names.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { enlist, headOf, PARTY_MAX, partyMembers, tellParty } from './parties.ts'
import { deafness } from './persona.ts'

/** So long one may take to answer an invitation. */
const ANSWER_SECONDS = 120

const FULL = `That party is full: ${PARTY_MAX} belong to it.`

/** Asks the player whom `phrase` names to join `actor`'s party. Writes `Invitation`. */
export function invite(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  if (phrase === undefined) return refuse('Invite whom? Try "invite <player>".')
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
  const head = headOf(zone, actor)
  if (head !== 0 && head !== actor) {
    return refuse(`Only ${nameOf(zone, head)} may invite, who leads your party.`)
  }
  if (partyMembers(zone, actor).length >= PARTY_MAX) return refuse(FULL)
  if (headOf(zone, target) !== 0) {
    const mine = headOf(zone, target) === head
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
  if (headOf(zone, actor) !== 0) {
    return refuse('You belong to a party already. "party leave" first.')
  }
  if (partyMembers(zone, inviter).length >= PARTY_MAX) return refuse(FULL)
  detach(zone.world, actor, Invitation)
  enlist(zone, actor, inviter)
  tellParty(zone, actor, { verb: 'partyJoin', actor, target: headOf(zone, actor) })
  return undefined
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
    return refuse('Nobody has invited you. "invite <player>" invites others.')
  }
  const name = nameOf(zone, inviter)
  if (phrase === undefined || name.toLowerCase().startsWith(phrase.toLowerCase())) return inviter
  return refuse(`It was ${name} who invited you, not ${quote(phrase)}.`)
}
