import { type Fields, flagOf, paragraphsOf, refOf, rowsOf, textOf } from '#edges/text/fields.ts'
import { capitalise, placeIn, theNameOf, whereLies } from '#edges/text/grammar.ts'
import { namesOfItems, shownName } from '#edges/text/names.ts'
import { type Page, sentence } from '#edges/text/page.ts'
import { equipmentRows } from './belongings.ts'
import { type Listing, thingsIn } from './listing.ts'

function thing(page: Page, fields: Fields): void {
  page.line(paragraphsOf(fields, 'text'))
  const state = stateOf(flagOf(fields, 'closed'), flagOf(fields, 'empty'))
  if (state !== '') page.line(state)
}

function stateOf(closed: boolean | undefined, empty: boolean | undefined): string {
  if (closed === true) return 'It is closed.'
  const load = empty === undefined ? '' : empty ? 'empty' : 'there is something in it'
  if (closed === false) return load === '' ? 'It is open.' : `It is open, and ${load}.`
  if (empty === undefined) return ''
  return empty ? 'It is empty.' : 'There is something in it.'
}

function being(page: Page, fields: Fields, self: number): void {
  page.line(paragraphsOf(fields, 'text'))
  const known = knownOf(fields)
  if (known !== '') page.line(known)
  const rows = equipmentRows(page, rowsOf(fields, 'items'))
  if (rows.length === 0) return
  const target = refOf(fields, 'target')
  const isSelf = self !== 0 && target?.uid === self
  const name = target ? capitalise(theNameOf(shownName(target, 'target'))) : 'Someone'
  page.heading(isSelf ? 'You are using:' : `${name} is using:`).table(rows)
}

/** What a player lets others know: `Ada the Lost. Away: a cup of tea.` */
function knownOf(fields: Fields): string {
  const target = refOf(fields, 'target')
  const title = textOf(fields, 'title')
  const away = textOf(fields, 'away')
  const name = title === '' || !target ? '' : `${shownName(target, 'target')} ${title}`
  return [name, away === '' ? '' : `Away: ${away}`]
    .filter((part) => part !== '')
    .map(sentence)
    .join(' ')
}

function detail(page: Page, fields: Fields): void {
  page.line(paragraphsOf(fields, 'text'))
}

function contents(page: Page, fields: Fields): void {
  const container = refOf(fields, 'container')
  const name = theNameOf(container ? shownName(container, 'container') : 'something')
  const things = thingsIn(page, namesOfItems(rowsOf(fields, 'items')))
  if (things.length === 0) page.line(`${capitalise(name)} is empty.`)
  else page.heading(`In ${name}:`).list(things)
}

function writing(page: Page, fields: Fields): void {
  const item = refOf(fields, 'item')
  const name = theNameOf(item ? shownName(item, 'item') : 'something')
  page.heading(`On ${name} is written:`)
  page.indented(page.paint('speech', paragraphsOf(fields, 'text')))
}

function wayAhead(page: Page, fields: Fields): void {
  const where = capitalise(whereLies(textOf(fields, 'direction')))
  const door = refOf(fields, 'exit')
  const room = refOf(fields, 'room')
  const paintedDoor = door && page.paint('exit', shownName(door, 'exit'))
  const roomName = room && page.paint('title', placeIn(shownName(room, 'room')))
  if (paintedDoor && flagOf(fields, 'closed')) {
    page.line(`${where} there is ${paintedDoor}, closed.`)
  } else if (roomName) {
    page.line(`${where} lies ${roomName}${paintedDoor ? `, beyond ${paintedDoor}` : ''}.`)
  } else if (paintedDoor) {
    page.line(`${where} there is ${paintedDoor}, open. Beyond, it is too dark to see.`)
  } else page.line(`${where} it is too dark to see.`)
}

/** What one looks at, by verb. */
export const LOOKING: Readonly<Record<string, Listing>> = {
  thing,
  being,
  detail,
  contents,
  writing,
  wayAhead,
}
