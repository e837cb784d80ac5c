import { Contents } from '#components/contents.ts'
import { ITEM_KINDS, type ItemKind } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { kindOf } from '#components/itemKind.ts'
import { givenPrice } from '#components/prices.ts'
import type { Refused } from '#systems/commands/define.ts'
import { findCarried } from '#systems/commands/reach.ts'
import { carriedBy } from '#systems/names.ts'
import { chargesOf, valueOfRest } from '#systems/waymark/magic/charges.ts'
import type { Zone } from '#systems/zone.ts'
import { saysNo } from './clerks.ts'
import type { Shop } from './shop.ts'

/** Kinds as one speaks of them. */
const KIND_WORDS: Readonly<Record<ItemKind, string>> = {
  weapon: 'weapons',
  armour: 'armour',
  clothing: 'clothes',
  light: 'lights',
  container: 'bags and boxes',
  potion: 'potions',
  scroll: 'scrolls',
  food: 'food',
  tool: 'tools',
  book: 'books',
  treasure: 'treasure',
  oddment: 'odds and ends',
}

/** The things that `phrase` names to be sold: as always, or all of a kind (`all.weapon`). */
export function goodsNamed(zone: Zone, actor: Entity, phrase: string): Entity[] | Refused {
  const found = findCarried(zone, actor, phrase)
  if (Array.isArray(found)) return found
  const word = /^all[. ](.+)$/i.exec(phrase)?.[1]?.toLowerCase()
  if (word === undefined) return found
  const kind = ITEM_KINDS.find((each) => each === word || KIND_WORDS[each] === word)
  const goods = carriedBy(zone, actor).filter((item) => {
    const definition = zone.items.get(Identity.prefab[item]!)
    return definition !== undefined && kindOf(definition) === kind
  })
  return goods.length > 0 ? goods : found
}

/** Coins that the shop gives for `item`, or why it will not have it. */
export function offerFor(zone: Zone, shop: Shop, item: Entity): number | Refused {
  const { keeper, definition } = shop
  const goods = zone.items.get(Identity.prefab[item]!)
  if (definition.buys.length === 0) return saysNo(zone, keeper, 'buysNothing')
  if (goods?.isKey) return saysNo(zone, keeper, 'key')
  if (goods && isWanted(zone, goods.id)) return saysNo(zone, keeper, 'wanted')
  if (!goods?.value) return saysNo(zone, keeper, 'worthless')
  const kind = kindOf(goods)
  if (!definition.buys.includes(kind)) {
    const kinds = kindsIn(definition.buys)
    return saysNo(zone, keeper, 'notBought', { kind: KIND_WORDS[kind], kinds })
  }
  if (Contents.count[item]! > 0) return saysNo(zone, keeper, 'full')
  const price = givenPrice(valueOfRest(goods, chargesOf(zone, item)), definition)
  return price > 0 ? price : saysNo(zone, keeper, 'worthless')
}

/** Whether somebody has asked for such a thing to be fetched. */
function isWanted(zone: Zone, prefab: string): boolean {
  for (const { steps } of zone.quests.values()) {
    if (steps.some((step) => step.kind === 'fetch' && step.item === prefab)) return true
  }
  return false
}

function kindsIn(kinds: readonly ItemKind[]): string {
  const words = kinds.map((kind) => KIND_WORDS[kind])
  if (words.length === 1) return words[0]!
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
