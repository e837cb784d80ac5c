import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import type { ItemDefinition } from '#components/definition.ts'
import { attach, type Entity } from '#components/entities.ts'
import { askedPrice } from '#components/prices.ts'
import { Shelf } from '#components/shelf.ts'
import { parseWanted, wordsFit } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import type { Shop } from './shop.ts'

/** So many things that a shop has bought stand on its shelf; then the oldest goes. */
const SHELF_MAX = 10

/** One row of what a shop sells. */
export interface Ware {
  /** Counted from 1: what one may ask for instead of a name. */
  number: number
  definition: ItemDefinition
  price: number
  /** How many there are; absent: as many as one wants. */
  left?: number
}

/** What a shop sells now: what it always has, then what stands on its shelf. */
export function waresOf(zone: Zone, { keeper, definition: shop }: Shop): Ware[] {
  const always = shop.sells.flatMap((id) => zone.items.get(id) ?? [])
  const shelved = shelfOf(zone, keeper).filter((id) => !shop.sells.includes(id))
  const second = [...new Set(shelved)].flatMap((id) => zone.items.get(id) ?? [])
  return [...always, ...second].map((definition, i) => {
    const ware = { number: i + 1, definition, price: askedPrice(definition.value ?? 0, shop) }
    if (i < always.length) return ware
    return { ...ware, left: shelved.filter((id) => id === definition.id).length }
  })
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

/** Lays a thing of that prefab on the shelf. Writes `Shelf`. */
export function shelve(zone: Zone, keeper: Entity, prefab: string): void {
  setShelf(zone, keeper, [...shelfOf(zone, keeper), prefab].slice(-SHELF_MAX))
}

/** Takes so many things of that prefab off the shelf. Writes `Shelf`. */
export function unshelve(zone: Zone, keeper: Entity, prefab: string, count: number): void {
  const shelf = shelfOf(zone, keeper)
  for (let i = 0; i < count; i++) shelf.splice(shelf.indexOf(prefab), 1)
  setShelf(zone, keeper, shelf)
}

function shelfOf(zone: Zone, keeper: Entity): string[] {
  if (!hasComponent(zone.world, keeper, Shelf)) return []
  return Shelf.prefabs[keeper]!.split(' ').filter((id) => id !== '')
}

function setShelf(zone: Zone, keeper: Entity, shelf: readonly string[]): void {
  if (!hasComponent(zone.world, keeper, Shelf)) attach(zone.world, keeper, Shelf)
  Shelf.prefabs[keeper] = shelf.join(' ')
  touch(Shelf, keeper)
}
