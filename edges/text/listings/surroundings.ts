import {
  type Fields,
  flagOf,
  numberOf,
  refOf,
  rowsOf,
  textOf,
  textsOf,
} from '#edges/text/fields.ts'
import {
  capitalise,
  counted,
  groupEqual,
  listOf,
  severalOf,
  whereLies,
} from '#edges/text/grammar.ts'
import { drawMap } from '#edges/text/mapDrawing.ts'
import { roleOf, shownName } from '#edges/text/names.ts'
import type { Page, Row } from '#edges/text/page.ts'
import { daytimeText, overheadText, weatherText } from '#edges/text/skyTexts.ts'
import type { Listing } from './listing.ts'

function map(page: Page, fields: Fields): void {
  if (page.style.screenReader) {
    mapInWords(page, fields)
    return
  }
  const { lines, legend } = drawMap(page, fields)
  for (const line of lines) page.line(line)
  const signs = [...legend].map(([sign, text]) => `${sign} ${text}`)
  page.line(page.paint('label', signs.join('  ')))
}

/** `North: The Platform, then the Yard.` */
function mapInWords(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list')
  if (rows.length === 0) page.line('There is no way out that you can see.')
  for (const row of rows) {
    const names = textsOf(row, 'names')
    const end = flagOf(row, 'closed') ? 'a closed door' : names.length === 0 ? 'it is dark' : ''
    const parts = end === '' ? names : [...names, end]
    page.line(`${capitalise(textOf(row, 'direction'))}: ${parts.join(', then ')}.`)
  }
}

/** A drawing is nothing to listen to with each step: who hears the game asks for the map. */
function automap(page: Page, fields: Fields): void {
  if (page.style.screenReader) return
  for (const line of drawMap(page, fields).lines) page.line(line, '  ')
}

function places(page: Page, fields: Fields): void {
  const names = textsOf(fields, 'names')
  if (names.length === 0) {
    page.line('You know of no landmarks yet. You will, once you come upon one.')
    return
  }
  page.heading('You know the way to:').list(names.map((name) => page.paint('title', name)))
}

/** `3 north, east, 2 up`. */
function path(page: Page, fields: Fields): void {
  const runs: { way: string; count: number }[] = []
  for (const way of textsOf(fields, 'names')) {
    const last = runs.at(-1)
    if (last?.way === way) last.count++
    else runs.push({ way, count: 1 })
  }
  const ways = runs.map(({ way, count }) => page.paint('exit', count > 1 ? `${count} ${way}` : way))
  page.line(`To ${page.paint('title', textOf(fields, 'text'))}: ${ways.join(', ')}.`)
}

function scan(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row): Row => {
    const label = textOf(row, 'direction')
    if (flagOf(row, 'dark')) return { label, value: 'nothing to be seen' }
    const beings = rowsOf(row, 'list').map(nameIn)
    const names = groupEqual(beings).map(({ name, count }) => {
      const called = count > 1 ? severalOf(name, count) : name
      return page.paint(roleOf('actor', name), called)
    })
    const more = Math.floor(numberOf(row, 'count')) - beings.length
    if (more > 0) names.push(`${more} more`)
    return { label, value: names.length === 0 ? 'nobody' : listOf(names) }
  })
  if (rows.length === 0) page.line('There is no way out to look along.')
  else page.heading('Close by:').table(rows)
}

function where(page: Page, fields: Fields, self: number): void {
  const list = rowsOf(fields, 'list')
  const rows = list.map((row): Row => {
    const room = refOf(row, 'room')
    const value = room ? page.paint('title', shownName(room, 'room')) : 'somewhere dark'
    return { label: beingIn(page, row, self), value }
  })
  page.heading(`In ${textOf(fields, 'text')}:`).table(rows)
  const more = Math.floor(numberOf(fields, 'count')) - list.length
  if (more > 0) page.line(`And ${more} more.`)
}

function beingIn(page: Page, row: Fields, self: number): string {
  if (self !== 0 && refOf(row, 'actor')?.uid === self) return 'you'
  const name = nameIn(row)
  return page.paint(roleOf('actor', name), name)
}

function nameIn(row: Fields): string {
  const actor = refOf(row, 'actor')
  return actor ? shownName(actor, 'actor') : 'someone'
}

function areas(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: textOf(row, 'name'),
    value: levelsIn(row),
    detail: wayIn(row),
  }))
  page.heading('The areas of this world:').table(rows)
}

function levelsIn(row: Fields): string {
  const [from, to] = [numberOf(row, 'from'), numberOf(row, 'to')]
  if (to === 0) return 'for all levels'
  return from === to ? `level ${from}` : `levels ${from} to ${to}`
}

function wayIn(row: Fields): string {
  const direction = textOf(row, 'direction')
  if (direction !== '') {
    return `${counted(numberOf(row, 'count'), 'room')} off, ${whereLies(direction)} at first`
  }
  return row['count'] === undefined ? 'no way that you know of' : 'you are there'
}

const HOURS_HALF_DAY = 12

function time(page: Page, fields: Fields): void {
  const hour = Math.floor(numberOf(fields, 'count'))
  const oClock = hour % HOURS_HALF_DAY || HOURS_HALF_DAY
  const half = hour < 12 ? 'in the morning' : hour < 18 ? 'in the afternoon' : 'in the evening'
  const part = hour < 5 || hour >= 21 ? 'at night' : half
  if (hour === 0) page.line('It is midnight.')
  else if (hour === 12) page.line('It is noon.')
  else page.line(`It is ${oClock} o'clock ${part}.`)
}

function weather(page: Page, fields: Fields): void {
  page.line(overheadText(textOf(fields, 'daytime'), textOf(fields, 'weather')))
}

function daytime(page: Page, fields: Fields): void {
  page.line(daytimeText(textOf(fields, 'daytime'), numberOf(fields, 'count')))
}

function weatherTurns(page: Page, fields: Fields): void {
  page.line(weatherText(textOf(fields, 'weather'), numberOf(fields, 'count')))
}

/** Where one is, what lies about, and the sky above it, by verb. */
export const SURROUNDINGS: Readonly<Record<string, Listing>> = {
  map,
  automap,
  places,
  path,
  scan,
  where,
  areas,
  time,
  weather,
  daytime,
  weatherTurns,
}
