import { type Fields, flagOf, numberOf, refOf, rowsOf, textOf } from '#edges/text/fields.ts'
import { capitalise, coinsIn, counted, theNameOf } from '#edges/text/grammar.ts'
import { namesOfItems, shownName } from '#edges/text/names.ts'
import type { Page, Row } from '#edges/text/page.ts'
import { kilograms, type Listing } from './listing.ts'

function wares(page: Page, fields: Fields): void {
  const list = rowsOf(fields, 'list')
  const keeper = theNameOf(whoIn(fields))
  if (list.length === 0) {
    page.line(`${capitalise(keeper)} has nothing for sale just now.`)
    return
  }
  const rows = list.map((row) => ({
    label: String(numberOf(row, 'number')),
    value: page.paint('item', textOf(row, 'name')),
    detail: [coinsIn(numberOf(row, 'price')), ...remarksOn(row)].join(', '),
  }))
  page.heading(`${capitalise(keeper)} sells:`).table(rows)
  page.line(`You have ${coinsIn(numberOf(fields, 'gold'))} at hand.`)
}

function remarksOn(row: Fields): string[] {
  const [level, left, uses] = [numberOf(row, 'level'), numberOf(row, 'left'), numberOf(row, 'uses')]
  return [
    ...(uses > 0 ? [`with ${uses === 1 ? 'one use' : `${uses} uses`} left`] : []),
    ...(level > 1 ? [`from level ${level} on`] : []),
    ...(left === 1 ? ['the only one'] : left > 1 ? [`${left} left`] : []),
  ]
}

function valued(page: Page, fields: Fields): void {
  const keeper = capitalise(theNameOf(whoIn(fields)))
  const rows = rowsOf(fields, 'list')
  const [first] = rows
  if (rows.length === 1) {
    const price = coinsIn(numberOf(first!, 'price'))
    page.line(`${keeper} would give you ${price} for ${thing(page, first!)}.`)
    return
  }
  page.heading(`${keeper} would give you:`)
  page.table(rows.map((row) => ({ label: itemName(row), value: coinsIn(numberOf(row, 'price')) })))
}

function balance(page: Page, fields: Fields): void {
  const saved = numberOf(fields, 'saved')
  const kept = saved === 0 ? 'nothing' : coinsIn(saved)
  page.line(`${capitalise(theNameOf(whoIn(fields)))} looks it up: the bank keeps ${kept} for you.`)
  page.line(`You have ${coinsIn(numberOf(fields, 'gold'))} at hand.`)
}

function worth(page: Page, fields: Fields): void {
  const saved = numberOf(fields, 'saved')
  const kept = saved === 0 ? '' : `, and ${coinsIn(saved)} in the bank`
  page.line(`You have ${coinsIn(numberOf(fields, 'gold'))} at hand${kept}.`)
}

function appraise(page: Page, fields: Fields): void {
  page.heading(`${capitalise(itemName(fields))}:`).table(figureRows(fields))
}

function comparison(page: Page, fields: Fields): void {
  for (const row of rowsOf(fields, 'list')) {
    page.heading(`${capitalise(itemName(row))}:`).table(figureRows(row))
  }
  const better = fields['item'] === undefined ? undefined : thing(page, fields)
  page.line(better ? `${capitalise(better)} is the better one.` : 'One is as good as the other.')
}

/** What there is to say of a thing: nothing of what it has not. */
function figureRows(row: Fields): Row[] {
  const [damage, armour] = [numberOf(row, 'damage'), numberOf(row, 'armour')]
  const [level, value, charges] = ['level', 'value', 'charges'].map((name) => numberOf(row, name))
  const lends = rowsOf(row, 'lends').map((each) => {
    const points = numberOf(each, 'points')
    return `${textOf(each, 'name')} ${points < 0 ? points : `+${points}`}`
  })
  const spell = textOf(row, 'spell')
  return [
    { label: 'kind', value: textOf(row, 'kind') },
    ...(damage > 0 ? [{ label: 'harm', value: `${damage} a blow, on average` }] : []),
    ...(armour > 0 ? [{ label: 'armour', value: String(armour) }] : []),
    ...(lends.length > 0 ? [{ label: 'lends', value: lends.join(', ') }] : []),
    ...(spell === '' ? [] : [{ label: 'works', value: `${spell}, ${counted(charges!, 'time')}` }]),
    ...(level! > 1 ? [{ label: 'for', value: `level ${level} and above` }] : []),
    { label: 'weighs', value: `${kilograms(numberOf(row, 'weightGrams'))} kg` },
    { label: 'worth', value: value! > 0 ? coinsIn(value!) : 'nothing to a shop' },
  ]
}

function offers(page: Page, fields: Fields): void {
  const partner = theNameOf(whoIn(fields))
  page.heading(`Your trade with ${partner}:`).table([
    { label: 'you offer', value: offerIn(page, fields, 'mine', 'myCoins') },
    {
      label: `${partner} offers`,
      value: offerIn(page, fields, 'theirs', 'theirCoins'),
    },
  ])
  if (flagOf(fields, 'theyAgree')) {
    page.line(`${capitalise(partner)} has agreed to it. "trade accept" seals it.`)
  } else if (flagOf(fields, 'iAgree')) page.line(`You have agreed to it; ${partner} has not yet.`)
}

function offersChanged(page: Page, fields: Fields): void {
  page.line(`${capitalise(theNameOf(whoIn(fields)))} changes the offer.`)
  offers(page, fields)
}

function offerIn(page: Page, fields: Fields, things: string, coins: string): string {
  const named = rowsOf(fields, things).map((row) => {
    const holds = numberOf(row, 'holds')
    const inside = holds > 0 ? ` with ${counted(holds, 'thing')} in it` : ''
    return page.paint('item', itemName(row)) + inside
  })
  const count = numberOf(fields, coins)
  const all = count > 0 ? [...named, coinsIn(count)] : named
  return all.length === 0 ? 'nothing yet' : all.join(', ')
}

function tradeGot(page: Page, fields: Fields): void {
  const count = numberOf(fields, 'count')
  const things = namesOfItems(rowsOf(fields, 'items')).map((name) => page.paint('item', name))
  const all = count > 0 ? [...things, coinsIn(count)] : things
  const giver = theNameOf(whoIn(fields))
  if (all.length === 0) page.line(`You get nothing from ${giver}.`)
  else page.line(`You get from ${giver}: ${all.join(', ')}.`)
}

function whoIn(fields: Fields): string {
  const target = refOf(fields, 'target')
  return target ? shownName(target, 'target') : 'somebody'
}

function itemName(row: Fields): string {
  const item = refOf(row, 'item')
  return item ? shownName(item, 'item') : 'something'
}

function thing(page: Page, row: Fields): string {
  return page.paint('item', theNameOf(itemName(row)))
}

/** What is bought, sold, saved and offered, by verb. */
export const TRADE: Readonly<Record<string, Listing>> = {
  wares,
  valued,
  balance,
  worth,
  appraise,
  comparison,
  offers,
  offersChanged,
  tradeGot,
}
