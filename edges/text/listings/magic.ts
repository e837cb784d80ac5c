import { type Fields, numberOf, refOf, rowsOf, textOf, textsOf } from '#edges/text/fields.ts'
import { capitalise, coinsIn, listOf, theNameOf } from '#edges/text/grammar.ts'
import { roleOf, shownName } from '#edges/text/names.ts'
import type { Page } from '#edges/text/page.ts'
import type { Listing } from './listing.ts'

function abilities(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row) => {
    const cost = numberOf(row, 'sp') > 0 ? `, costs ${numberOf(row, 'sp')} spirit` : ''
    const detail = `level ${numberOf(row, 'level')}${cost}`
    return { label: textOf(row, 'name'), value: known(row), detail }
  })
  page.heading(`All ${textOf(fields, 'text')}:`).table(rows)
}

function known(row: Fields): string {
  const percent = numberOf(row, 'percent')
  return percent === 0 ? 'not learnt' : `${percent} of a hundred`
}

function affects(page: Page, fields: Fields): void {
  const list = rowsOf(fields, 'list')
  if (list.length === 0) {
    page.line('Nothing works upon you but the weather.')
    return
  }
  const rows = list.map((row) => {
    const changes = rowsOf(row, 'changes').map((change) => {
      const points = numberOf(change, 'points')
      return `${points > 0 ? '+' : ''}${points} ${textOf(change, 'name')}`
    })
    const value = `${duration(numberOf(row, 'seconds'))} left`
    const label = textOf(row, 'name')
    return changes.length > 0 ? { label, value, detail: listOf(changes) } : { label, value }
  })
  page.heading('At work upon you:').table(rows)
}

const MINUTE_SECONDS = 60

/** `40 seconds`, `1 minute`, `12 minutes`. */
function duration(seconds: number): string {
  if (seconds === 1) return '1 second'
  if (seconds < MINUTE_SECONDS) return `${seconds} seconds`
  const minutes = Math.round(seconds / MINUTE_SECONDS)
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}

function lessons(page: Page, fields: Fields): void {
  const count = numberOf(fields, 'count')
  const has = `You have ${count} ${count === 1 ? 'lesson' : 'lessons'} left, and `
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: textOf(row, 'name'),
    value: known(row),
    detail: `${coinsIn(numberOf(row, 'price'))} a lesson, from level ${numberOf(row, 'level')}`,
  }))
  const target = refOf(fields, 'target')
  if (rows.length === 0) page.line('Nobody here teaches skills or spells.')
  else if (target) {
    const name = shownName(target, 'target')
    const who = page.paint(roleOf('target', name), capitalise(theNameOf(name)))
    page.line(`${who} has lessons to give:`).table(rows)
  } else page.heading('Taught here:').table(rows)
  const trained = textsOf(fields, 'names')
  if (trained.length > 0) page.line(`Your ${listOf(trained)} can be trained here, too: "train".`)
  const elsewhere = rowsOf(fields, 'rows').map((row) => ({
    label: textOf(row, 'name'),
    value: textOf(row, 'area'),
    detail: listOf(textsOf(row, 'names')),
  }))
  if (elsewhere.length > 0) page.heading('Elsewhere teach:').table(elsewhere)
  page.line(`${has}${coinsIn(numberOf(fields, 'gold'))}.`)
}

/** What one can do and learn, and what works upon one, by verb. */
export const MAGIC: Readonly<Record<string, Listing>> = { abilities, affects, lessons }
