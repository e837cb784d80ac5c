import { type Fields, numberOf, refOf, rowsOf, textOf } from '#edges/text/fields.ts'
import { capitalise, theNameOf } from '#edges/text/grammar.ts'
import { roleOf, shownName } from '#edges/text/names.ts'
import type { Page } from '#edges/text/page.ts'
import { conditionOf } from '#edges/text/severity.ts'
import type { Listing } from './listing.ts'

/** What to expect of one who is at most so many levels above oneself. */
const ODDS: readonly (readonly [most: number, words: string])[] = [
  [-6, 'is so far below you that it would teach you nothing'],
  [-3, 'should give you no trouble'],
  [-1, 'is a little below you'],
  [0, 'is your equal'],
  [2, 'is a little above you'],
  [4, 'is above you: you would want help'],
  [7, 'is so far above you that you would most likely die'],
]
const NO_ODDS = 'is quite beyond you: it would be over before you knew it'

/** How much it takes, by its health in hundredths of one's own. */
const HARDINESS: readonly (readonly [most: number, words: string])[] = [
  [40, 'You are much the hardier'],
  [80, 'You are the hardier'],
  [125, 'You are equally hardy'],
  [250, 'You are the frailer'],
]
const FRAILEST = 'You are much the frailer'

function consider(page: Page, fields: Fields): void {
  const odds = wordsFor(ODDS, numberOf(fields, 'levels')) ?? NO_ODDS
  const hardiness = wordsFor(HARDINESS, numberOf(fields, 'health')) ?? FRAILEST
  page.line(`${paintedTarget(page, fields)} ${odds}. ${hardiness}.`)
}

function diagnose(page: Page, fields: Fields, self: number): void {
  const isSelf = self !== 0 && refOf(fields, 'target')?.uid === self
  const condition = conditionOf(numberOf(fields, 'share'), isSelf)
  page.line(`${isSelf ? 'You' : paintedTarget(page, fields)} ${condition}.`)
}

function attributes(page: Page, fields: Fields): void {
  const rows = rowsOf(fields, 'list').map((row) => {
    const own = numberOf(row, 'own')
    const now = numberOf(row, 'now')
    const lent = own === now ? '' : `, ${own} of your own`
    return { label: textOf(row, 'name'), value: `${now}${lent}` }
  })
  page.heading('You are made of:').table(rows)
}

function levels(page: Page, fields: Fields): void {
  const level = numberOf(fields, 'level')
  const left = numberOf(fields, 'left')
  const further = left > 0 ? `; ${left} more make the next.` : ', and there is none higher.'
  page.line(
    `You have reached level ${level}, with ${numberOf(fields, 'experience')} experience${further}`,
  )
  const rows = rowsOf(fields, 'list').map((row) => ({
    label: `level ${numberOf(row, 'level')}`,
    value: `${numberOf(row, 'experience')} experience`,
  }))
  if (rows.length > 0) page.heading('What lies ahead:').table(rows)
}

function paintedTarget(page: Page, fields: Fields): string {
  const target = refOf(fields, 'target')
  const name = target ? shownName(target, 'target') : 'someone'
  return page.paint(roleOf('target', name), capitalise(theNameOf(name)))
}

function wordsFor(scale: readonly (readonly [most: number, words: string])[], value: number) {
  return scale.find(([most]) => value <= most)?.[1]
}

/** What one learns of oneself and of others as fighters, by verb. */
export const FIGHTING: Readonly<Record<string, Listing>> = {
  consider,
  diagnose,
  attributes,
  levels,
}
