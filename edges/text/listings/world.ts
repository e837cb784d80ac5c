import { type Fields, flagOf, numberOf, refOf, rowsOf, textOf } from '#edges/text/fields.ts'
import { capitalise, counted } from '#edges/text/grammar.ts'
import { shownName } from '#edges/text/names.ts'
import type { Page } from '#edges/text/page.ts'
import { titledName } from './company.ts'
import type { Listing } from './listing.ts'

function exits(page: Page, fields: Fields): void {
  const unseen = flagOf(fields, 'blind') ? 'you feel a way' : 'too dark to see'
  const rows = rowsOf(fields, 'list').map((exit) => ({
    label: textOf(exit, 'direction'),
    value: beyond(page, exit, unseen),
  }))
  if (rows.length === 0) page.line('There is no way out that you can see.')
  else page.heading('Ways out:').table(rows)
}

/** What one sees through an exit, or what is in the way; `unseen`: why one does not. */
function beyond(page: Page, exit: Fields, unseen: string): string {
  const door = refOf(exit, 'exit')
  const room = refOf(exit, 'room')
  const doorName = door && page.paint('exit', shownName(door, 'exit'))
  if (doorName && flagOf(exit, 'closed')) {
    return `${doorName}, ${flagOf(exit, 'locked') ? 'closed and locked' : 'closed'}`
  }
  const place = room ? page.paint('title', shownName(room, 'room')) : unseen
  return doorName ? `${place}, beyond ${doorName}` : place
}

function who(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list')
  const count = Math.max(rows.length, Math.floor(numberOf(fields, 'count')))
  if (count === 0) {
    page.line('Nobody is in the world.')
    return
  }
  page.heading(`${headcount(count)}:`).list(rows.map((row) => nameInWho(page, row)))
  if (count > rows.length) page.line(`And ${count - rows.length} more.`)
}

/** `One player is in the world`. */
export function headcount(count: number): string {
  const are = count === 1 ? 'is' : 'are'
  return `${capitalise(counted(count, 'player'))} ${are} in the world`
}

function nameInWho(page: Page, row: Fields): string {
  const name = titledName(page, row)
  const away = textOf(row, 'away')
  const notes = [
    ...(row['level'] === undefined ? [] : [`level ${numberOf(row, 'level')}`]),
    ...(away === '' ? [] : [`away: ${away}`]),
    ...(flagOf(row, 'linkDead') ? ['link lost'] : []),
  ].join(', ')
  if (notes === '') return name
  if (page.style.screenReader) return `${name}, ${notes}`
  return `${name} ${page.paint('label', `(${notes})`)}`
}

/** What there is around the player, by verb. */
export const WORLD: Readonly<Record<string, Listing>> = { exits, who }
