import { type Fields, numberOf, refOf, rowsOf, textOf } from '#edges/text/fields.ts'
import { capitalise, coinsIn, counted } from '#edges/text/grammar.ts'
import { namesOfItems, shownName } from '#edges/text/names.ts'
import type { Page, Row } from '#edges/text/page.ts'
import { kilograms, type Listing, thingsIn } from './listing.ts'

/** Where a thing is worn, as a list says it. An unknown slot is called by its own name. */
const SLOT_LABELS = new Map([
  ['light', 'as a light'],
  ['head', 'worn on the head'],
  ['neck', 'worn round the neck'],
  ['body', 'worn on the body'],
  ['about', 'worn about the shoulders'],
  ['arms', 'worn on the arms'],
  ['hands', 'worn on the hands'],
  ['finger', 'worn on a finger'],
  ['waist', 'worn about the waist'],
  ['legs', 'worn on the legs'],
  ['feet', 'worn on the feet'],
  ['wield', 'wielded'],
  ['hold', 'held'],
])

/** Rows of what somebody wears, from a list of `{ item, slot }`. */
export function equipmentRows(page: Page, list: readonly Fields[]): Row[] {
  return list.map((row) => {
    const slot = textOf(row, 'slot')
    const item = refOf(row, 'item')
    const name = item ? shownName(item, 'item') : 'something'
    return { label: SLOT_LABELS.get(slot) ?? slot, value: page.paint('item', name) }
  })
}

function inventory(page: Page, fields: Fields): void {
  const names = namesOfItems(rowsOf(fields, 'items'))
  if (names.length === 0) page.line('You carry nothing.')
  else {
    page.heading(`You carry ${things(names.length)}, ${burdenIn(fields)}:`)
    page.list(thingsIn(page, names))
  }
  const gold = numberOf(fields, 'gold')
  if (gold > 0) page.line(`You have ${coinsIn(gold)}.`)
}

function equipment(page: Page, fields: Fields): void {
  const rows = equipmentRows(page, rowsOf(fields, 'items'))
  if (rows.length === 0) page.line('You wear nothing, and your hands are empty.')
  else page.heading('You are using:').table(rows)
}

function score(page: Page, fields: Fields): void {
  const actor = refOf(fields, 'actor')
  const room = refOf(fields, 'room')
  const rows: Row[] = [
    { label: 'health', value: `${numberOf(fields, 'hp')} of ${numberOf(fields, 'hpMax')}` },
    ...figureRows(fields),
    { label: 'carrying', value: `${things(numberOf(fields, 'carried'))}, ${burdenIn(fields)}` },
    { label: 'wearing', value: things(numberOf(fields, 'worn')) },
  ]
  if (room) rows.push({ label: 'standing in', value: page.paint('title', shownName(room, 'room')) })
  if (actor) page.heading(capitalise(shownName(actor, 'actor')))
  page.table(rows)
}

/** What the rules of this game tell, as far as they tell it. */
function figureRows(fields: Fields): Row[] {
  const number = (name: string) => numberOf(fields, name)
  const has = (name: string) => fields[name] !== undefined
  const rows: Row[] = []
  if (has('spMax')) rows.push({ label: 'spirit', value: `${number('sp')} of ${number('spMax')}` })
  if (has('level')) {
    const left = number('left')
    const next = left > 0 ? `, ${left} more for the next level` : ''
    rows.push({ label: 'level', value: String(number('level')) })
    rows.push({ label: 'experience', value: `${number('experience')}${next}` })
    rows.push({ label: 'lessons', value: `${number('practices')} to take` })
    const made = ['might', 'grace', 'vigour', 'wit'].map((name) => `${name} ${number(name)}`)
    rows.push({ label: 'made of', value: made.join(', ') })
  }
  if (has('gold')) {
    const saved = number('saved') > 0 ? `, and ${number('saved')} in the bank` : ''
    rows.push({ label: 'coins', value: `${number('gold')}${saved}` })
  }
  return rows
}

function things(count: number): string {
  return count === 0 ? 'nothing' : counted(count, 'thing')
}

function burdenIn(fields: Fields): string {
  const weight = kilograms(numberOf(fields, 'weightGrams'))
  return `${weight} of ${kilograms(numberOf(fields, 'weightMaxGrams'))} kg`
}

/** What the player has and is, by verb. */
export const BELONGINGS: Readonly<Record<string, Listing>> = { inventory, equipment, score }
