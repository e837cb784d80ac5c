import type { ShopDefinition } from './definition.ts'

/** Parts of a coin below this are slips of the arithmetic: 1.1 times 10 is 11. */
const SLIP = 1e-6

/** Coins that a shop asks for a thing of `value` coins. */
export function askedPrice(value: number, { sellsAt }: ShopDefinition): number {
  return Math.max(1, Math.ceil(value * sellsAt - SLIP))
}

/**
 * Coins that a shop gives for a thing of `value` coins; 0: it is not worth the trouble.
 *
 * It never gives more than it asks, or one could live on selling it the same thing.
 */
export function givenPrice(value: number, shop: ShopDefinition): number {
  return Math.min(Math.floor(value * shop.buysAt + SLIP), askedPrice(value, shop))
}
