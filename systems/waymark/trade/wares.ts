import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import type { ItemDefinition } from '#components/definition.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { askedPrice } from '#components/prices.ts'
import { Shelf } from '#components/shelf.ts'
import { parseWanted, wordsFit } from '#systems/names.ts'
import { chargesOf, isPartUsed, valueOfRest } from '#systems/waymark/magic/charges.ts'
import type { Zone } from '#systems/zone.ts'
import type { Shop } from './shop.ts'

/** So many things that a shop has bought stand on its shelf; then the oldest goes. */
const SHELF_MAX = 10

/** Between what a thing is and how often it can still be used. */
const USES_MARK = '*'

/** One row of what a shop sells. */
export interface Ware {
  /** Counted from 1: what one may ask for instead of a name. */
  number: number
  definition: ItemDefinition
  price: number
  /** How many there are; absent: as many as one wants. */
  left?: number
  /** How often each can still be used; absent: it is whole. */
  uses?: number
}

/** What a shop sells now: what it always has, then what stands on its shelf. */
export function waresOf(zone: Zone, { keeper, definition: shop }: Shop): Ware[] {
  const always = shop.sells.flatMap((id) => zone.items.get(id) ?? [])
  const shelved = shelfOf(zone, keeper).filter((good) => !shop.sells.includes(good))
  const wares = [
    ...always.map((definition) => ({ definition, price: definition.value ?? 0 })),
    ...[...new Set(shelved)].flatMap((good) => secondHand(zone, good, shelved)),
  ]
  return wares.map((ware, i) => ({
    ...ware,
    number: i + 1,
    price: askedPrice(ware.price, shop),
  }))
}

/** What stands on the shelf as `good`, at what it is worth. */
function secondHand(zone: Zone, good: string, shelved: readonly string[]): Omit<Ware, 'number'>[] {
  const [prefab = '', uses] = good.split(USES_MARK)
  const definition = zone.items.get(prefab)
  if (definition === undefined) return []
  const left = shelved.filter((each) => each === good).length
  if (uses === undefined) return [{ definition, price: definition.value ?? 0, left }]
  const price = valueOfRest(definition, Number(uses))
  return [{ definition, price, left, uses: Number(uses) }]
}

/** Those of `wares` that `phrase` names: by number, by words, or by words in the plural. */
export function findWares(wares: readonly Ware[], phrase: string): Ware[] {
  const number = /^#?(\d{1,4})$/.exec(phrase)?.[1]
  if (number !== undefined) return wares.filter((ware) => ware.number === Number(number))
  const { words, ordinal, all } = parseWanted(phrase)
  const answering = wares.filter(({ definition }) => wordsFit(definition.words, words))
  const exact = answering.filter(({ definition }) =>
    words.every((word) => definition.words.includes(word)),
  )
  const ranked = [...exact, ...answering.filter((ware) => !exact.includes(ware))]
  if (ranked.length > 0) return all ? ranked : ranked.slice(ordinal - 1)
  return phrase.endsWith('s') ? findWares(wares, phrase.slice(0, -1)) : []
}

/** Lays a thing like `item` on the shelf, used as that is. Writes `Shelf`. */
export function shelve(zone: Zone, keeper: Entity, item: Entity): void {
  const uses = isPartUsed(zone, item) ? chargesOf(zone, item) : undefined
  const good = goodOf(Identity.prefab[item]!, uses)
  setShelf(zone, keeper, [...shelfOf(zone, keeper), good].slice(-SHELF_MAX))
}

/** Takes so many of a ware off the shelf. Writes `Shelf`. */
export function unshelve(zone: Zone, keeper: Entity, ware: Ware, count: number): void {
  const shelf = shelfOf(zone, keeper)
  const good = goodOf(ware.definition.id, ware.uses)
  for (let i = 0; i < count; i++) shelf.splice(shelf.indexOf(good), 1)
  setShelf(zone, keeper, shelf)
}

/** How a thing is written down on a shelf. */
function goodOf(prefab: string, uses: number | undefined): string {
  return uses === undefined ? prefab : `${prefab}${USES_MARK}${uses}`
}

function shelfOf(zone: Zone, keeper: Entity): string[] {
  if (!hasComponent(zone.world, keeper, Shelf)) return []
  return Shelf.goods[keeper]!.split(' ').filter((good) => good !== '')
}

function setShelf(zone: Zone, keeper: Entity, shelf: readonly string[]): void {
  if (!hasComponent(zone.world, keeper, Shelf)) attach(zone.world, keeper, Shelf)
  Shelf.goods[keeper] = shelf.join(' ')
  touch(Shelf, keeper)
}
