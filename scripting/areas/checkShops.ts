import type { ItemDefinition, MobileDefinition, ShopDefinition } from '#components/definition.ts'
import { kindOf } from '#components/itemKind.ts'
import { askedPrice, givenPrice } from '#components/prices.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'
import type { World } from './solver.ts'

interface Keeper extends MobileDefinition {
  shop: ShopDefinition
}

/** Finds shops that never open, sell what they cannot, or give more for a thing than it costs. */
export function checkShops(reading: AreaReading, world: World): AreaError[] {
  const keepers = [...world.mobiles.values()].filter(isKeeper)
  return keepers.flatMap((keeper) => {
    const { id, shop } = keeper
    const source = reading.sources.get(shop) ?? keeper.source
    const [from, until] = shop.hours
    const closed = `shop of "${id}" opens at ${from} and closes at ${until}: it is never open`
    const wares = shop.sells.flatMap((each) => world.items.get(each) ?? [])
    return [
      ...(from === until ? [new AreaError('AREA_SHOP_NEVER_OPEN', closed, source)] : []),
      ...wares.flatMap((item) => wareFindings(id, item, source)),
      ...wares.flatMap((item) => profitFindings(keeper, item, keepers, source)),
    ]
  })
}

function isKeeper(mobile: MobileDefinition): mobile is Keeper {
  return mobile.shop !== undefined
}

function wareFindings(keeper: string, item: ItemDefinition, source: AreaError['source']) {
  const what = `shop of "${keeper}" sells item "${item.id}"`
  if (item.fixed) {
    const sentence = `${what}, which cannot be taken`
    return [new AreaError('AREA_SHOP_FIXED', sentence, source)]
  }
  if (item.value) return []
  const sentence = `${what}, which has no "value"`
  return [new AreaError('AREA_SHOP_WITHOUT_VALUE', sentence, source)]
}

/** Who buys here and sells there would never need to do anything else. */
function profitFindings(
  { id, shop }: Keeper,
  item: ItemDefinition,
  keepers: readonly Keeper[],
  source: AreaError['source'],
): AreaError[] {
  const value = item.value ?? 0
  const price = askedPrice(value, shop)
  const kind = kindOf(item)
  return keepers
    .filter((other) => other.shop.buys.includes(kind))
    .filter((other) => givenPrice(value, other.shop) > price)
    .map((other) => {
      const sentence =
        `shop of "${id}" sells item "${item.id}" for ${price} coins, and that of "${other.id}" ` +
        `buys it for ${givenPrice(value, other.shop)}`
      return new AreaError('AREA_SHOP_PROFIT', sentence, source)
    })
}
