import { type Fields, paragraphsOf, rowsOf, textOf, textsOf } from '#edges/text/fields.ts'
import type { Page, Row } from '#edges/text/page.ts'
import type { Listing } from './listing.ts'

function refuse(page: Page, fields: Fields): void {
  page.line(paragraphsOf(fields, 'text'))
}

function help(page: Page, fields: Fields): void {
  page.heading(textOf(fields, 'title')).space()
  page.indented(paragraphsOf(fields, 'text'))
  const rows = [
    { label: 'usage', value: usageOf(page, textsOf(fields, 'usage')) },
    { label: 'also', value: textsOf(fields, 'aliases').join(', ') },
    { label: 'see also', value: textsOf(fields, 'seeAlso').join(', ') },
  ].filter(({ value }) => value !== '')
  if (rows.length > 0) page.space().table(rows)
}

function usageOf(page: Page, usage: readonly string[]): string {
  return page.style.screenReader ? usage.map(spoken).join(', or ') : usage.join('\n')
}

/** `get <item> [from <container>]` → `get item, optionally from container`. */
function spoken(usage: string): string {
  return usage
    .replaceAll(' [', ', optionally ')
    .replaceAll('|', ' or ')
    .replace(/[<>[\]]/g, '')
}

function helpFound(page: Page, fields: Fields): void {
  page.heading(`Pages that may help with "${textOf(fields, 'text')}":`)
  page.table(labelled(rowsOf(fields, 'list'), 'title'))
}

function commands(page: Page, fields: Fields): void {
  page.heading('What you can do; "help" and one of these words tells more:')
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: textOf(row, 'section'),
    value: textsOf(row, 'names').join(', '),
  }))
  page.table(rows.filter(({ value }) => value !== ''))
}

function aliases(page: Page, fields: Fields): void {
  const rows = labelled(rowsOf(fields, 'list'), 'word')
  if (rows.length === 0) page.line('You have no aliases. "help alias" tells how to make one.')
  else page.heading('Your aliases:').table(rows)
}

function toggles(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: textOf(row, 'name'),
    value: valueOfToggle(row),
    detail: textOf(row, 'text'),
  }))
  page.heading('Your settings; "toggle" and a name changes one:').table(rows)
}

function valueOfToggle(row: Fields): string {
  const value = row['value']
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'number' ? String(value) : textOf(row, 'value')
}

/** Rows whose value is their `text`. */
function labelled(list: readonly Fields[], label: string): Row[] {
  return list.map((row) => ({ label: textOf(row, label), value: textOf(row, 'text') }))
}

/** Plain answers, help and settings, by verb. */
export const HELP: Readonly<Record<string, Listing>> = {
  refuse,
  note: refuse,
  help,
  helpFound,
  commands,
  aliases,
  toggles,
}
