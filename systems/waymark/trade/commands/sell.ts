import type { Entity } from '#components/entities.ts'
import { Shelf } from '#components/shelf.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { HANDLING } from '#systems/commands/money.ts'
import { itemOrItems } from '#systems/commands/several.ts'
import { roomOf } from '#systems/containment.ts'
import { parseWanted } from '#systems/names.ts'
import { destroy } from '#systems/spawn.ts'
import { mint, purseRoom } from '#systems/waymark/trade/gold.ts'
import { goodsNamed, offerFor } from '#systems/waymark/trade/offer.ts'
import { type Shop, shopHere } from '#systems/waymark/trade/shop.ts'
import { shelve } from '#systems/waymark/trade/wares.ts'
import type { Zone } from '#systems/zone.ts'

export const sell = defineCommand({
  name: 'sell',
  usage: 'sell <item> [to <keeper>]',
  section: 'trade',
  help: 'Sells a thing you carry to a shop.',
  more:
    '"value sword" tells first what you would get. "sell all.weapon" sells every weapon, ' +
    '"sell all.feather" every feather, "sell all" whatever the shop will have. What you have ' +
    'sold stands on the shelf for a while, should you want it back.',
  seeAlso: ['value', 'buy', 'shops'],
  lasting: true,
  writes: [...HANDLING, Shelf],
  run(zone, actor, { item = '', keeper = '' }) {
    const shop = shopHere(zone, actor, keeper)
    if ('refused' in shop) return shop
    if (item === '') return refuse('Sell what? "value all" tells what you would get for what.')
    const goods = goodsNamed(zone, actor, item)
    if (!Array.isArray(goods)) return goods
    const offers = goods.map((each) => ({ item: each, offer: offerFor(zone, shop, each) }))
    const sold = offers.flatMap(({ item, offer }) =>
      typeof offer === 'number' ? [{ item, price: offer }] : [],
    )
    const refused = offers.flatMap(({ offer }) => (typeof offer === 'number' ? [] : [offer]))
    if (sold.length === 0) {
      if (goods.length === 1) return refused[0]
      return refuse('You carry nothing that is wanted here.')
    }
    const isOneKind = parseWanted(item).words.length > 0
    return take(zone, actor, shop, sold) ?? (isOneKind ? refused[0] : undefined)
  },
})

/** Takes the things out of the world and pays for them; a refusal if the purse cannot hold that. */
function take(
  zone: Zone,
  actor: Entity,
  { keeper }: Shop,
  sold: readonly { item: Entity; price: number }[],
): Outcome {
  const total = sold.reduce((sum, { price }) => sum + price, 0)
  if (total > purseRoom(zone, actor)) {
    return refuse('Your purse holds no more. The bank will take some of it.')
  }
  const items = sold.map(({ item }) => item)
  const event = { verb: 'sell', actor, target: keeper, ...itemOrItems(items), price: total }
  zone.report.show(roomOf(zone, actor), event)
  for (const item of items) {
    shelve(zone, keeper, item)
    destroy(zone, item)
  }
  mint(zone, actor, total, 'sale')
  return undefined
}
