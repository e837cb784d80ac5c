import { sanitize, sanitizeParagraphs } from '#edges/text/sanitize.ts'
import { padEnd } from '#edges/text/width.ts'
import type { Ticket } from './ticketStore.ts'

const KIND_COLUMNS = 6
const NAME_COLUMNS = 20
const TIME_COLUMNS = 17
const INDENT = '    '

/** Two lines of a list. What players wrote steers no terminal. */
export function inList(ticket: Ticket): string[] {
  const { id, kind, made_at, text } = ticket
  const head = [
    String(id).padStart(6),
    kind.padEnd(KIND_COLUMNS),
    timeOf(made_at).padEnd(TIME_COLUMNS),
    padEnd(writerOf(ticket), NAME_COLUMNS),
    stateOf(ticket),
  ]
  return [head.join('  ').trimEnd(), `${' '.repeat(8)}${sanitize(text)}`]
}

/** All of a ticket. */
export function inFull(ticket: Ticket): string[] {
  const { id, kind, about_name, room, made_at, text, seen, said, answer, account_id } = ticket
  return [
    `Ticket ${id}: ${kind}${about_name === null ? '' : ` of ${sanitize(about_name)}`}`,
    `Made     ${timeOf(made_at)} by ${writerOf(ticket)} (account ${account_id ?? 'deleted'})`,
    `Where    ${sanitize(room) || 'not known'}`,
    `State    ${stateOf(ticket)}`,
    ...(answer === null ? [] : [`Answer   ${sanitize(answer)}`]),
    '',
    sanitize(text),
    ...paragraph('What these two said last, as the writer read it:', said),
    ...paragraph('What the writer read and typed last:', seen),
  ]
}

function paragraph(heading: string, text: string): string[] {
  if (text === '') return []
  const lines = sanitizeParagraphs(text).split('\n')
  return ['', heading, ...lines.map((line) => INDENT + line)]
}

function writerOf({ character_name, about_name }: Ticket): string {
  const name = sanitize(character_name)
  return about_name === null ? name : `${name} on ${sanitize(about_name)}`
}

function stateOf({ taken_at, taken_by, closed_at }: Ticket): string {
  if (closed_at !== null) return `closed ${timeOf(closed_at)}`
  if (taken_at === null) return 'open'
  return `taken ${timeOf(taken_at)} by ${sanitize(taken_by ?? '')}`
}

/** `2026-09-01 10:02Z` */
function timeOf(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')}Z`
}
