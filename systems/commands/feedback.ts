import type { Entity } from '#components/entities.ts'
import { roomOf } from '#systems/containment.ts'
import { nameOf } from '#systems/names.ts'
import { playersNamed } from '#systems/players.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand, type Outcome, refuse } from './define.ts'
import { isSelf, playerNamed } from './hearer.ts'
import { quote } from './quote.ts'
import { spoken } from './speech.ts'

const SEEN = `The last lines that you have read and typed go along with it, so that one can see \
what you mean; passwords never do.`

const bug = ticketCommand({
  name: 'bug',
  help: 'Tells those who run this world of something that does not work.',
  more: `"bug The door of the mill opens to both sides" makes a ticket, and you are told its \
number. ${SEEN}`,
})

const typo = ticketCommand({
  name: 'typo',
  help: 'Tells those who run this world of a slip of the pen.',
  more: `"typo It says teh mill" makes a ticket, with the place where you stand. ${SEEN}`,
})

const idea = ticketCommand({
  name: 'idea',
  aliases: ['suggest', 'suggestion'],
  help: 'Tells those who run this world what might be better.',
  more: `"idea The mill could have a cat" makes a ticket, and you are told its number. ${SEEN}`,
})

const tickets = defineCommand({
  name: 'tickets',
  aliases: ['ticket'],
  usage: 'tickets [<number>]',
  section: 'help',
  help: 'Lists what you have told those who run this world, and what became of it.',
  more: '"tickets 12" shows one of them, with the answer if there is one.',
  seeAlso: ['bug', 'typo', 'idea', 'report'],
  run(zone, actor, { number }) {
    if (number !== undefined && !/^#?\d{1,9}$/.test(number)) {
      return refuse(`${quote(number)} is no number of a ticket. Plain "tickets" lists yours.`)
    }
    const count = Number(number?.replace('#', '') ?? 0)
    zone.report.tell(actor, { verb: 'tickets', count })
    return undefined
  },
})

export const FEEDBACK_COMMANDS = [bug, typo, idea, tickets]

interface TicketWords {
  name: 'bug' | 'typo' | 'idea'
  aliases?: readonly string[]
  help: string
  more: string
}

/** Must be typed in full: nobody is to make a ticket by a slip. */
function ticketCommand({ name, ...words }: TicketWords) {
  return defineCommand({
    name,
    ...words,
    usage: `${name} <text>`,
    section: 'help',
    seeAlso: ['tickets', 'report'],
    typedInFull: true,
    run(zone, actor, { text }) {
      const told = spoken(text, `say of the ${name}`)
      return typeof told === 'string' ? makeTicket(zone, actor, { kind: name, text: told }) : told
    },
  })
}

/**
 * Reports somebody, whether in the world or not, to those who run it.
 *
 * @param player  a name or, of a player in this zone, its beginning
 */
export function reportPlayer(
  zone: Zone,
  actor: Entity,
  player: string,
  text: string | undefined,
): Outcome {
  // One who has left the world, or is elsewhere in it, is known to the edge alone.
  const isHere = isSelf(player) || playersNamed(zone, player).length > 0
  const target = isSelf(player) ? actor : isHere ? playerNamed(zone, player) : undefined
  if (target !== undefined && typeof target !== 'number') return target
  if (target === actor) {
    return refuse('You cannot report yourself: "bug", "typo" and "idea" are for all else.')
  }
  const name = target === undefined ? player : nameOf(zone, target)
  const told = spoken(text, `report ${quote(name)} for`)
  if (typeof told !== 'string') return told
  return makeTicket(zone, actor, { kind: 'report', name, text: told })
}

/** Asks the edge, which knows what the player has read, to have it written down. */
function makeTicket(
  zone: Zone,
  actor: Entity,
  ticket: { kind: string; name?: string; text: string },
): undefined {
  const room = roomOf(zone, actor)
  const place = [...zone.rooms].find(([, entity]) => entity === room)?.[0] ?? ''
  zone.report.tell(actor, { verb: 'ticket', ...ticket, place })
}
