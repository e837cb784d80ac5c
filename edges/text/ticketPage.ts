import type { OwnTicket } from '#edges/session/tickets.ts'
import { Page } from './page.ts'
import { cut, sanitize, sanitizeParagraphs } from './sanitize.ts'
import type { Style } from './style.ts'

/** A list shows the beginning of a ticket, which is read as a whole by its number. */
const BEGINNING_UNITS = 50

const STATES: Readonly<Record<OwnTicket['state'], string>> = {
  open: 'open',
  taken: 'in hand',
  closed: 'closed',
}

/** A player's own tickets: whole lines. */
export function renderTickets(tickets: readonly OwnTicket[], style: Style): string {
  const page = new Page(style)
  if (tickets.length === 0) {
    return page.line('You have no tickets. "bug", "typo", "idea" and "report" make one.').text
  }
  const rows = tickets.map((ticket) => ({
    label: String(ticket.number),
    value: `${ticket.kind}, ${STATES[ticket.state]}`,
    detail: beginningOf(ticket),
  }))
  page.heading('Your tickets; "tickets" and a number shows one:').table(rows)
  return page.text
}

/** One ticket with all that its writer may know of it: whole lines. */
export function renderTicket(ticket: OwnTicket, style: Style): string {
  const { number, text, madeAt, state, answer } = ticket
  const page = new Page(style)
  page
    .heading(`Ticket ${number}`)
    .table([
      { label: 'kind', value: kindOf(ticket) },
      { label: 'state', value: STATES[state] },
      { label: 'made', value: `${madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC` },
      { label: 'text', value: sanitize(text) },
      ...(answer === '' ? [] : [{ label: 'answer', value: sanitizeParagraphs(answer) }]),
    ])
  return page.text
}

function kindOf({ kind, about }: OwnTicket): string {
  return about === '' ? kind : `${kind} of ${sanitize(about)}`
}

function beginningOf({ about, text }: OwnTicket): string {
  const line = sanitize(about === '' ? text : `${about}: ${text}`)
  if (line.length <= BEGINNING_UNITS) return line
  return `${cut(line, BEGINNING_UNITS).replace(/\s+\S*$/, '')} ...`
}
