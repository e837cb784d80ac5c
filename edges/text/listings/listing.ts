import type { Fields } from '#edges/text/fields.ts'
import { groupEqual, severalOf } from '#edges/text/grammar.ts'
import type { Page } from '#edges/text/page.ts'

/**
 * Writes what one verb tells onto `page`: texts of several lines, for which no phrase is enough.
 *
 * @param self  the viewer's uid
 */
export type Listing = (page: Page, fields: Fields, self: number) => void

/** Names of things for a list: equal ones together, in the colour of things. */
export function thingsIn(page: Page, names: readonly string[]): string[] {
  return groupEqual(names).map(({ name, count }) => page.paint('item', severalOf(name, count)))
}

/** `0.4`, `12`, `12.5`: kilograms, to a tenth. */
export function kilograms(grams: number): string {
  return String(Math.round(grams / 100) / 10)
}
