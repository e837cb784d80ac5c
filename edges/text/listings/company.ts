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
import { roleOf, shownName } from '#edges/text/names.ts'
import type { Page } from '#edges/text/page.ts'
import type { Listing } from './listing.ts'

function party(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: nameIn(page, row),
    value: condition(row),
  }))
  page.heading('Your party:').table(rows)
}

function nameIn(page: Page, row: Fields): string {
  const actor = refOf(row, 'actor')
  const name = actor ? shownName(actor, 'actor') : 'someone'
  return page.paint(roleOf('actor', name), name)
}

/** `level 3, 20 of 24 hp, 9 of 9 sp, leads` */
function condition(row: Fields): string {
  const parts = [
    ...(row['level'] === undefined ? [] : [`level ${numberOf(row, 'level')}`]),
    `${numberOf(row, 'hp')} of ${numberOf(row, 'hpMax')} hp`,
    ...(row['spMax'] === undefined
      ? []
      : [`${numberOf(row, 'sp')} of ${numberOf(row, 'spMax')} sp`]),
    ...(flagOf(row, 'leads') ? ['leads'] : []),
    ...(flagOf(row, 'linkDead') ? ['link lost'] : []),
    ...(flagOf(row, 'here') ? [] : ['elsewhere']),
  ]
  return parts.join(', ')
}

/** `Ada the Lost`, `Ada` */
export function titledName(page: Page, row: Fields): string {
  const title = textOf(row, 'title')
  return title === '' ? nameIn(page, row) : `${nameIn(page, row)} ${title}`
}

function whois(page: Page, fields: Fields): void {
  page.line(titledName(page, fields))
  const text = paragraphsOf(fields, 'text')
  if (text !== '') page.indented(text)
  const away = textOf(fields, 'away')
  page.table([
    ...(fields['level'] === undefined
      ? []
      : [{ label: 'level', value: String(numberOf(fields, 'level')) }]),
    ...(away === '' ? [] : [{ label: 'away', value: away }]),
    ...(flagOf(fields, 'linkDead') ? [{ label: 'link', value: 'lost' }] : []),
    ...(flagOf(fields, 'undisturbed') ? [{ label: 'tells', value: 'not to be disturbed' }] : []),
  ])
}

function socials(page: Page, fields: Fields): void {
  const names = textsOf(fields, 'names')
  page.heading(`${capitalise(counted(names.length, 'gesture'))}, alone or at somebody:`).list(names)
}

/** Other people, by verb. */
export const COMPANY: Readonly<Record<string, Listing>> = { party, whois, socials }
