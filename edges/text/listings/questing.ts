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
import { coinsIn, counted, listOf, theNameOf } from '#edges/text/grammar.ts'
import { namesOfItems, shownName } from '#edges/text/names.ts'
import type { Page, Row } from '#edges/text/page.ts'
import { type Listing, thingsIn } from './listing.ts'

function questBegun(page: Page, fields: Fields): void {
  page.heading(`New quest: ${textOf(fields, 'title')}`)
  const text = paragraphsOf(fields, 'text')
  if (text !== '') page.indented(text)
  page.table([{ label: 'to do', value: toDo(fields) }])
}

function questStep(page: Page, fields: Fields): void {
  page.line(`${page.paint('title', textOf(fields, 'title'))}: ${toDo(fields)}`)
}

/** `Two hens fewer. (1 of 2)` */
function toDo(fields: Fields): string {
  const of = numberOf(fields, 'of')
  const step = textOf(fields, 'step')
  return of > 1 ? `${step} (${numberOf(fields, 'count')} of ${of})` : step
}

function questDone(page: Page, fields: Fields): void {
  page.heading(`Quest done: ${textOf(fields, 'title')}`)
  const text = paragraphsOf(fields, 'text')
  if (text !== '') page.indented(text)
  const gold = numberOf(fields, 'gold')
  const things = thingsIn(page, namesOfItems(rowsOf(fields, 'items')))
  const given = gold > 0 ? [coinsIn(gold), ...things] : things
  if (given.length > 0) page.line(`You are given ${listOf(given)}.`)
}

function quests(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: textOf(row, 'title'),
    value: toDo(row),
  }))
  if (rows.length === 0) page.line('You are on no quest. "talk" to people: some have one for you.')
  else page.heading('You are about this:').table(rows)
  const names = textsOf(fields, 'names')
  if (names.length > 0) {
    page.line(`You may begin ${listOf(names)}: "quests accept" and a word of the name does it.`)
  }
  const done = numberOf(fields, 'count')
  if (done > 0) page.line(`You have done ${counted(done, 'quest')}: "quests done" names them.`)
}

function questsDone(page: Page, fields: Fields): void {
  const names = textsOf(fields, 'names')
  if (names.length === 0) page.line('You have done no quest yet.')
  else page.heading('You have done:').list(names)
}

function questPage(page: Page, fields: Fields): void {
  const giver = textOf(fields, 'giver')
  const title = textOf(fields, 'title')
  page.heading(giver === '' ? title : `${title}, for ${theNameOf(giver)}`)
  page.indented(paragraphsOf(fields, 'text'))
  const rows = rowsOf(fields, 'list').map(
    (row): Row => ({ label: flagOf(row, 'done') ? 'done' : 'to do', value: toDo(row) }),
  )
  page.space().table(rows)
}

function topics(page: Page, fields: Fields): void {
  const actor = refOf(fields, 'actor')
  const whom = theNameOf(actor ? shownName(actor, 'actor') : 'someone')
  const names = textsOf(fields, 'names').map((name) => page.paint('speech', name))
  page.line(`You may ask ${whom} about ${listOf(names)}.`)
}

/** Quests as one is told of them, by verb. */
export const QUESTING: Readonly<Record<string, Listing>> = {
  questBegun,
  questStep,
  questDone,
  quests,
  questsDone,
  questPage,
  topics,
}
