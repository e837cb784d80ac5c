import { defineCommand, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import { goldOf } from '#systems/waymark/trade/gold.ts'
import { shopHere } from '#systems/waymark/trade/shop.ts'
import { findWares, waresOf } from '#systems/waymark/trade/wares.ts'

export const list = defineCommand({
  name: 'list',
  aliases: ['wares'],
  usage: 'list [<item>] [from <keeper>]',
  section: 'trade',
  help: 'Lists what a shop sells, and for how much.',
  more:
    '"list lantern" lists only lanterns. The numbers do as names: "buy 2" buys the second. ' +
    'What has a level is of no use to you below it.',
  seeAlso: ['buy', 'sell', 'shops'],
  run(zone, actor, { item = '', keeper = '' }) {
    const shop = shopHere(zone, actor, keeper)
    if ('refused' in shop) return shop
    const wares = waresOf(zone, shop)
    const shown = item === '' ? wares : findWares(wares, item)
    if (shown.length === 0 && item !== '') return refuse(`No ${quote(item)} is for sale here.`)
    zone.report.tell(actor, {
      verb: 'wares',
      target: shop.keeper,
      gold: goldOf(zone, actor),
      list: shown.map(({ number, definition: { name, level = 0 }, price, left = 0, uses = 0 }) => ({
        number,
        name,
        level,
        price,
        left,
        uses,
      })),
    })
    return undefined
  },
})
