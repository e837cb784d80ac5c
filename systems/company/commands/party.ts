import type { Entity } from '#components/entities.ts'
import { Invitation } from '#components/invitation.ts'
import { Party } from '#components/party.ts'
import { defineCommand, type Outcome, type Refused, refuse } from '#systems/commands/define.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { quote } from '#systems/commands/quote.ts'
import { forget } from '#systems/company/elsewhere.ts'
import { decline, invite as inviteTo, joinParty } from '#systems/company/invitations.ts'
import {
  discharge,
  dissolve,
  goOn,
  leaderName,
  leads,
  type Member,
  membersOf,
  PARTYLESS,
  partyOf,
  putAtHead,
  tellDeed,
  tellParty,
} from '#systems/company/parties.ts'
import { partyRows } from '#systems/company/partyRows.ts'
import type { WorldEvent } from '#systems/events.ts'
import { parseWanted, pick, wordsFit } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

type Deed = (zone: Zone, actor: Entity, phrase: string | undefined) => Outcome

/** What one can do with a party, by the word for it. */
const DEEDS: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  ['invite', inviteTo],
  ['join', joinParty],
  ['accept', joinParty],
  ['decline', decline],
  ['leave', leaveParty],
  ['kick', kickOut],
  ['lead', handOver],
  ['disband', disband],
])

export const party = defineCommand({
  name: 'party',
  aliases: ['group'],
  usage: 'party [<deed>] [<player>]',
  section: 'company',
  help: 'Shows how those of your party are, or does something about it.',
  more:
    '"party invite Ada" asks Ada to join you, and "party join" or "party decline" answers. ' +
    '"party leave" goes your own way. Who leads it may also "party kick Ada", let her lead by ' +
    '"party lead Ada", or "party disband" it.\n\n' +
    'Those of a party who are in one place share the experience of what they slay there.',
  seeAlso: ['invite', 'join', 'gtell', 'report', 'split', 'follow'],
  posture: 'sleeping',
  writes: [Party, Invitation],
  run(zone, actor, { deed: word, player }) {
    if (word === undefined) return showParty(zone, actor)
    const lower = word.toLowerCase()
    const name = [...DEEDS.keys()].find((each) => each.startsWith(lower))
    if (name !== undefined) return DEEDS.get(name)!(zone, actor, player)
    return refuse(`A party cannot ${quote(word)}. Try ${oneOf([...DEEDS.keys()])}.`)
  },
})

export const invite = defineCommand({
  name: 'invite',
  usage: 'invite <player>',
  section: 'company',
  help: 'Asks a player to join your party.',
  more: 'The first invitation begins a party, which you lead. It lapses after two minutes.',
  seeAlso: ['party', 'join'],
  writes: [Invitation],
  run: (zone, actor, { player }) => inviteTo(zone, actor, player),
})

export const join = defineCommand({
  name: 'join',
  usage: 'join [<player>]',
  section: 'company',
  help: 'Joins the party to which you were invited.',
  seeAlso: ['party', 'invite'],
  writes: [Party, Invitation],
  run: (zone, actor, { player }) => joinParty(zone, actor, player),
})

function showParty(zone: Zone, actor: Entity): Outcome {
  if (partyOf(zone, actor) === 0) return refuse(PARTYLESS)
  zone.report.tell(actor, { verb: 'party', list: partyRows(zone, actor) })
  return undefined
}

function leaveParty(zone: Zone, actor: Entity): Outcome {
  if (partyOf(zone, actor) === 0) return refuse(PARTYLESS)
  tellParty(zone, actor, { verb: 'partyLeave', actor })
  discharge(zone, actor)
  return undefined
}

function kickOut(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  const target = underling(zone, actor, phrase, 'kick')
  if ('refused' in target) return target
  tellParty(zone, actor, withSubject({ verb: 'partyKick', actor }, 'target', target))
  if (target.being !== 0) discharge(zone, target.being)
  else {
    tellDeed(zone, partyOf(zone, actor), 'kick', target.uid)
    forget(zone, target.uid)
    goOn(zone, partyOf(zone, actor))
  }
  return undefined
}

function handOver(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  const target = underling(zone, actor, phrase, 'lead')
  if ('refused' in target) return target
  const party = partyOf(zone, actor)
  tellDeed(zone, party, 'lead', target.uid)
  putAtHead(zone, party, target.uid)
  tellParty(zone, actor, withSubject({ verb: 'partyLead' }, 'actor', target))
  return undefined
}

/** An event about one of a party; who is in another zone is named in it. */
function withSubject(event: WorldEvent, field: string, member: Member): WorldEvent {
  const { uid, name, being } = member
  return { ...event, [field]: being === 0 ? { uid, name } : being }
}

function disband(zone: Zone, actor: Entity): Outcome {
  const obstacle = notLeading(zone, actor)
  if (obstacle) return obstacle
  const party = partyOf(zone, actor)
  tellDeed(zone, party, 'end')
  dissolve(zone, party)
  return undefined
}

/** The one of `actor`'s party whom `phrase` names, whom `actor` leads; or why there is none. */
function underling(
  zone: Zone,
  actor: Entity,
  phrase: string | undefined,
  deed: string,
): Member | Refused {
  const obstacle = notLeading(zone, actor)
  if (obstacle) return obstacle
  if (phrase === undefined) return refuse(`Whom? Try "party ${deed} <player>".`)
  const members = membersOf(zone, partyOf(zone, actor))
  const target = memberNamed(zone, members, phrase)
  if (target === undefined) return refuse(`No ${quote(phrase)} belongs to your party.`)
  return target.being === actor ? refuse('You lead it yourself. "party leave" goes.') : target
}

function memberNamed(zone: Zone, members: readonly Member[], phrase: string): Member | undefined {
  const wanted = { ...parseWanted(phrase), all: false }
  const here = members.flatMap(({ being }) => (being === 0 ? [] : being))
  const [being] = pick(zone, here, wanted)
  if (being !== undefined) return members.find((member) => member.being === being)
  const far = members.filter((member) => member.being === 0)
  return far.find(({ name }) => wordsFit(name.toLowerCase().split(' '), wanted.words))
}

function notLeading(zone: Zone, actor: Entity): Refused | undefined {
  const party = partyOf(zone, actor)
  if (party === 0) return refuse(PARTYLESS)
  if (leads(zone, actor)) return undefined
  return refuse(`That is for ${leaderName(zone, party)}, who leads it.`)
}
