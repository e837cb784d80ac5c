import { defineCommand, refuse } from '#systems/commands/define.ts'
import { goodsNamed, offerFor } from '#systems/waymark/trade/offer.ts'
import { shopHere } from '#systems/waymark/trade/shop.ts'

export const value = defineCommand({
  name: 'value',
  usage: 'value <item> [to <keeper>]',
  section: 'trade',
  help: 'Asks a shop what it would give you for a thing.',
  more: '"value all" asks for everything you carry.',
  seeAlso: ['sell', 'appraise', 'shops'],
  run(zone, actor, { item = '', keeper = '' }) {
    const shop = shopHere(zone, actor, keeper)
    if ('refused' in shop) return shop
    if (item === '') return refuse('Value what? Name a thing you carry, or "all".')
    const goods = goodsNamed(zone, actor, item)
    if (!Array.isArray(goods)) return goods
    const offers = goods.map((each) => ({ item: each, offer: offerFor(zone, shop, each) }))
    const list = offers.flatMap(({ item, offer }) =>
      typeof offer === 'number' ? [{ item, price: offer }] : [],
    )
    if (list.length === 0) {
      const [first] = offers
      if (offers.length === 1 && typeof first!.offer !== 'number') return first!.offer
      return refuse('You carry nothing that is wanted here.')
    }
    zone.report.tell(actor, { verb: 'valued', target: shop.keeper, list })
    return undefined
  },
})
