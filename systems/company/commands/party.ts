import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Invitation } from '#components/invitation.ts'
import { Party } from '#components/party.ts'
import { Progress } from '#components/progress.ts'
import { Spirit } from '#components/spirit.ts'
import { Vitals } from '#components/vitals.ts'
import { defineCommand, type Outcome, type Refused, refuse } from '#systems/commands/define.ts'
import { isLinkDead } from '#systems/commands/hearer.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { quote } from '#systems/commands/quote.ts'
import { decline, invite as inviteTo, joinParty } from '#systems/company/invitations.ts'
import {
  discharge,
  dissolve,
  headOf,
  partyMembers,
  putAtHead,
  tellParty,
} from '#systems/company/parties.ts'
import { roomOf } from '#systems/containment.ts'
import { nameOf, parseWanted, pick } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

const ALONE = 'You belong to no party. "invite <player>" begins one.'

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
  const members = partyMembers(zone, actor)
  if (members.length === 0) return refuse(ALONE)
  const list = members.map((member) => ({
    actor: member,
    leads: headOf(zone, member) === member,
    linkDead: isLinkDead(zone, member),
    here: roomOf(zone, member) === roomOf(zone, actor),
    ...conditionOf(zone, member),
  }))
  zone.report.tell(actor, { verb: 'party', list })
  return undefined
}

/** How `member` is, in numbers. */
export function conditionOf(zone: Zone, member: Entity): Record<string, number> {
  const level = hasComponent(zone.world, member, Progress) ? { level: Progress.level[member]! } : {}
  const spirit = hasComponent(zone.world, member, Spirit)
    ? { sp: Spirit.sp[member]!, spMax: Spirit.spMax[member]! }
    : {}
  return { ...level, hp: Vitals.hp[member]!, hpMax: Vitals.hpMax[member]!, ...spirit }
}

function leaveParty(zone: Zone, actor: Entity): Outcome {
  if (headOf(zone, actor) === 0) return refuse(ALONE)
  tellParty(zone, actor, { verb: 'partyLeave', actor })
  discharge(zone, actor)
  return undefined
}

function kickOut(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  const target = underling(zone, actor, phrase, 'kick')
  if (typeof target !== 'number') return target
  tellParty(zone, actor, { verb: 'partyKick', actor, target })
  discharge(zone, target)
  return undefined
}

function handOver(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  const target = underling(zone, actor, phrase, 'lead')
  if (typeof target !== 'number') return target
  putAtHead(partyMembers(zone, actor), target)
  tellParty(zone, actor, { verb: 'partyLead', actor: target })
  return undefined
}

function disband(zone: Zone, actor: Entity): Outcome {
  const obstacle = notLeading(zone, actor)
  if (obstacle) return obstacle
  dissolve(zone, partyMembers(zone, actor))
  return undefined
}

/** The one of `actor`'s party whom `phrase` names, whom `actor` leads; or why there is none. */
function underling(
  zone: Zone,
  actor: Entity,
  phrase: string | undefined,
  deed: string,
): Entity | Refused {
  const obstacle = notLeading(zone, actor)
  if (obstacle) return obstacle
  if (phrase === undefined) return refuse(`Whom? Try "party ${deed} <player>".`)
  const target = pick(zone, partyMembers(zone, actor), { ...parseWanted(phrase), all: false })[0]
  if (target === undefined) return refuse(`No ${quote(phrase)} belongs to your party.`)
  return target === actor ? refuse('You lead it yourself. "party leave" goes.') : target
}

function notLeading(zone: Zone, actor: Entity): Refused | undefined {
  const head = headOf(zone, actor)
  if (head === 0) return refuse(ALONE)
  return head === actor ? undefined : refuse(`That is for ${nameOf(zone, head)}, who leads it.`)
}
