import { Charges } from '#components/charges.ts'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { Shelf } from '#components/shelf.ts'
import { BURDEN_MAX_GRAMS, burdenOf, HELD_MAX } from '#systems/burden.ts'
import { defineCommand, type Outcome, type Refused, refuse } from '#systems/commands/define.ts'
import { HANDLING } from '#systems/commands/money.ts'
import { quote } from '#systems/commands/quote.ts'
import { itemOrItems } from '#systems/commands/several.ts'
import { spawnItem } from '#systems/spawn.ts'
import { setCharges } from '#systems/waymark/magic/charges.ts'
import { saysNo } from '#systems/waymark/trade/clerks.ts'
import { burn, goldOf } from '#systems/waymark/trade/gold.ts'
import { coinsIn } from '#systems/waymark/trade/money.ts'
import { type Shop, shopHere } from '#systems/waymark/trade/shop.ts'
import { findWares, unshelve, type Ware, waresOf } from '#systems/waymark/trade/wares.ts'
import type { Zone } from '#systems/zone.ts'

/** So many of a kind are sold at once. */
const COUNT_MAX = 20

export const buy = defineCommand({
  name: 'buy',
  usage: 'buy <item> [from <keeper>]',
  section: 'trade',
  help: 'Buys a thing from a shop.',
  more: '"buy lantern" buys one, "buy 3 loaf" three, "buy 2" what "list" has under that number.',
  seeAlso: ['list', 'sell', 'shops'],
  lasting: true,
  writes: [...HANDLING, Shelf, Charges],
  run(zone, actor, { item = '', keeper = '' }) {
    const shop = shopHere(zone, actor, keeper)
    if ('refused' in shop) return shop
    if (item === '') return refuse('Buy what? "list" shows what there is.')
    const [, digits, name = item] = /^(\d{1,4})\s+(.+)$/.exec(item) ?? []
    const count = digits === undefined ? 1 : Number(digits)
    if (count === 0) return refuse('You buy none, and have as much as before.')
    if (count > COUNT_MAX) return refuse(`At most ${COUNT_MAX} at a time, please.`)
    const ware = findWares(waresOf(zone, shop), name)[0]
    if (!ware) return saysNo(zone, shop.keeper, 'noSuchWare', { wanted: quote(name) })
    return obstacleTo(zone, actor, shop, ware, count) ?? sellTo(zone, actor, shop, ware, count)
  },
})

function obstacleTo(
  zone: Zone,
  actor: Entity,
  { keeper }: Shop,
  { definition, price, left = COUNT_MAX }: Ware,
  count: number,
): Refused | undefined {
  if (count > left) return saysNo(zone, keeper, 'lastOnes', { count: left })
  const total = price * count
  const gold = goldOf(zone, actor)
  if (total > gold) {
    const { refused } = saysNo(zone, keeper, 'poor', { price: coinsIn(total) })
    return refuse(`${refused} You have ${gold === 0 ? 'none' : coinsIn(gold)} at hand.`)
  }
  if (Contents.count[actor]! + count > HELD_MAX) {
    return refuse(`You cannot carry more than ${HELD_MAX} things.`)
  }
  if (burdenOf(zone, actor) + definition.weightGrams * count <= BURDEN_MAX_GRAMS) return undefined
  return refuse('With all that you carry, that is too heavy.')
}

function sellTo(zone: Zone, actor: Entity, { keeper }: Shop, ware: Ware, count: number): Outcome {
  const { definition, price, left, uses } = ware
  burn(zone, actor, price * count, 'purchase')
  if (left !== undefined) unshelve(zone, keeper, ware, count)
  const bought: Entity[] = []
  for (let i = 0; i < count; i++) {
    const item = spawnItem(zone, definition, actor)
    zone.keep(item)
    if (uses !== undefined) setCharges(zone, item, uses)
    bought.push(item)
  }
  return { verb: 'buy', actor, target: keeper, ...itemOrItems(bought), price: price * count }
}
