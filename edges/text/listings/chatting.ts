import {
  type Fields,
  flagOf,
  numberOf,
  paragraphsOf,
  refOf,
  rowsOf,
  textOf,
  textsOf,
} from '#edges/text/fields.ts'
import { capitalise, counted } from '#edges/text/grammar.ts'
import { actedText, roleOf, shownName } from '#edges/text/names.ts'
import type { Page } from '#edges/text/page.ts'
import type { Listing } from './listing.ts'

const STATES: Readonly<Record<string, string>> = {
  joined: 'on',
  muted: 'muted',
  left: 'off',
}

function channels(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: textOf(row, 'name'),
    value: STATES[textOf(row, 'state')] ?? '',
    detail: [textOf(row, 'title'), ...notesOn(row)].join(' '),
  }))
  page.heading('Channels, and whether you hear them:').table(rows)
}

function notesOn(row: Fields): string[] {
  const seconds = numberOf(row, 'slowSeconds')
  return [
    ...(flagOf(row, 'speaks') ? [] : ['You may only listen.']),
    ...(seconds > 0 ? [`Slow: one line in ${counted(seconds, 'second')}.`] : []),
  ]
}

function listeners(page: Page, fields: Fields): void {
  const channel = textOf(fields, 'channel')
  const names = textsOf(fields, 'names')
  if (names.length === 0) page.line(`Nobody who is here listens to "${channel}".`)
  else {
    const listen = names.length === 1 ? 'listens' : 'listen'
    const heading = `${capitalise(counted(names.length, 'player'))} ${listen} to "${channel}":`
    page.heading(heading).list(names.map((name) => page.paint(roleOf('actor', name), name)))
  }
}

function history(page: Page, fields: Fields, self: number): void {
  const channel = textOf(fields, 'channel')
  const list = rowsOf(fields, 'list')
  if (list.length === 0) page.line(`Nothing was said on "${channel}" lately.`)
  else {
    page.heading(`Said last on "${channel}":`)
    for (const row of list) line(page, row, self)
  }
}

function replay(page: Page, fields: Fields, self: number): void {
  const list = rowsOf(fields, 'list')
  const tells = flagOf(fields, 'tells') === true
  if (list.length === 0) page.line(tells ? 'Nobody told you anything.' : 'You have missed nothing.')
  else {
    page.heading(tells ? 'Told last:' : 'Said last:')
    for (const row of list) line(page, row, self)
  }
}

function missed(page: Page, fields: Fields, self: number): void {
  const earlier = numberOf(fields, 'count')
  page.heading('Said while your link was lost, or just before:')
  if (earlier > 0) {
    const were = earlier === 1 ? 'line was' : 'lines were'
    page.line(`${earlier} more ${were} said before these: "replay 200" shows them.`)
  }
  for (const row of rowsOf(fields, 'list')) line(page, row, self)
}

/** `12:05 [gossip] Ada: Hello.`, in hours and minutes of UTC; with the day, if it is another. */
function line(page: Page, row: Fields, self: number): void {
  const time = page.paint('label', timeOf(numberOf(row, 'atMs')))
  page.line(`${time} ${whoSaid(page, row, self)}`, '', page.style.screenReader ? '' : '      ')
}

function whoSaid(page: Page, row: Fields, self: number): string {
  const actor = nameIn(page, row, 'actor', self)
  const text = textOf(row, 'text')
  const target = refOf(row, 'target')
  if (target) {
    const tell = refOf(row, 'actor')?.uid === self ? 'tell' : 'tells'
    const said = page.paint('speech', `"${text}"`)
    return `${capitalise(actor)} ${tell} ${nameIn(page, row, 'target', self)}, ${said}`
  }
  const channel = page.paint('label', `[${textOf(row, 'channel')}]`)
  if (flagOf(row, 'acted')) return `${channel} ${shown(page, row)}${actedText(text)}`
  return `${channel} ${shown(page, row)}: ${page.paint('speech', text)}`
}

function nameIn(page: Page, row: Fields, field: 'actor' | 'target', self: number): string {
  const ref = refOf(row, field)
  if (ref?.uid === self) return 'you'
  const name = ref ? shownName(ref, field) : 'someone'
  return page.paint(roleOf(field, name), name)
}

function shown(page: Page, row: Fields): string {
  return nameIn(page, row, 'actor', 0)
}

function timeOf(atMs: number): string {
  const time = new Date(atMs).toISOString()
  return Date.now() - atMs < DAY_MS ? time.slice(11, 16) : time.slice(0, 16).replace('T', ' ')
}

const DAY_MS = 86_400_000

function compose(page: Page, fields: Fields): void {
  page.line(textOf(fields, 'text')).line(textOf(fields, 'how'))
}

function composed(page: Page, fields: Fields): void {
  const text = textOf(fields, 'text')
  if (text !== '') page.line(text)
}

function mail(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list')
  if (rows.length === 0) {
    page.line('You have no letters. "mail send <player> <subject>" writes one.')
    return
  }
  page.heading(`${capitalise(counted(rows.length, 'letter'))}; "mail read" and a number shows one:`)
  page.table(rows.map((row) => headingOf(page, row, flagOf(row, 'unread') ? ', new' : '')))
}

function letter(page: Page, fields: Fields): void {
  text(page, fields, `Letter ${numberOf(fields, 'number')}`, 'from')
  const number = numberOf(fields, 'number')
  page
    .space()
    .line(
      page.paint('label', `("mail reply ${number}" answers it, "mail delete ${number}" ends it.)`),
    )
}

function boards(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: textOf(row, 'name'),
    value: counted(numberOf(row, 'count'), 'post'),
    detail: `${textOf(row, 'title')}${flagOf(row, 'writes') ? '' : ' You may only read.'}`,
  }))
  page.heading('Boards; "board" and a name looks at one:').table(rows)
}

function board(page: Page, fields: Fields): void {
  const name = textOf(fields, 'board')
  const rows = rowsOf(fields, 'list')
  const write = flagOf(fields, 'writes') ? ` "board write <subject>" adds to it.` : ''
  if (rows.length === 0) page.line(`There is nothing on the board "${name}".${write}`)
  else {
    page.heading(`On the board "${name}"; "read" and a number shows one:`)
    page.table(rows.map((row) => headingOf(page, row, '')))
    if (write !== '') page.line(page.paint('label', `(${write.trim()})`))
  }
}

function post(page: Page, fields: Fields): void {
  text(page, fields, `${numberOf(fields, 'number')} on "${textOf(fields, 'board')}"`, 'by')
}

function headingOf(page: Page, row: Fields, note: string) {
  const name = textOf(row, 'name')
  const by = page.paint(roleOf('actor', name), name)
  return {
    label: String(numberOf(row, 'number')),
    value: `${by}, ${dayOf(numberOf(row, 'atMs'))}${note}`,
    detail: textOf(row, 'subject'),
  }
}

function text(page: Page, fields: Fields, heading: string, by: string): void {
  const name = textOf(fields, 'name')
  const atMs = numberOf(fields, 'atMs')
  page.heading(`${heading}: ${textOf(fields, 'subject')}`)
  page.table([
    { label: by, value: page.paint(roleOf('actor', name), name) },
    {
      label: 'written',
      value: `${dayOf(atMs)}, ${timeOf(atMs).slice(-5)} UTC`,
    },
  ])
  page.space().line(paragraphsOf(fields, 'text'))
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

/** It is for clients' panels. */
function unwritten(): void {}

/** Talk that is read again, and where it is heard, by verb. */
export const CHATTING: Readonly<Record<string, Listing>> = {
  channels,
  listeners,
  history,
  replay,
  missed,
  channelList: unwritten,
  channelPlayers: unwritten,
  compose,
  composed,
  mail,
  letter,
  boards,
  board,
  post,
}
