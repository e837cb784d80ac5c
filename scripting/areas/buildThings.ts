import type {
  ContainerDefinition,
  FightDefinition,
  ItemDefinition,
  MobileDefinition,
  ShopDefinition,
  Source,
  ThingDefinition,
} from '#components/definition.ts'
import { type Entry, fullId, given, type Sources, wordsFor } from './buildParts.ts'
import { wordsOfKey } from './schemaParts.ts'
import type { ItemShape, MobileShape } from './schemaThings.ts'

const SPEAKS_EVERY_SECONDS = 60

function buildThing(areaId: string, id: string, shape: ItemShape | MobileShape, source: Source) {
  const { name, description } = shape
  const here = shape.here ?? `${name.charAt(0).toUpperCase()}${name.slice(1)} is here.`
  const words = wordsFor(shape)
  const thing: ThingDefinition = { id: fullId(areaId, id), name, words, here, description, source }
  return thing
}

export function buildItem(
  areaId: string,
  entry: Entry<ItemShape>,
  sources: Sources,
): ItemDefinition[] {
  const { id, shape } = entry
  if (shape === undefined) return []
  const container = shape.container && buildContainer(areaId, shape.container)
  if (container) sources.set(container, entry.sourceOf('container'))
  const { wear, text, kind, value, level, weapon, armour, use } = shape
  const item: ItemDefinition = {
    ...buildThing(areaId, id, shape, entry.sourceOf()),
    weightGrams: Math.round(shape.weight),
    fixed: shape.fixed,
    light: shape.light,
    isKey: shape.key ?? false,
    ...given({ wear, container, text, kind, value, level, weapon, armour, use }),
    ...(shape.lends && { lends: given(shape.lends) as Record<string, number> }),
  }
  return [item]
}

function buildContainer(
  areaId: string,
  shape: NonNullable<ItemShape['container']>,
): ContainerDefinition {
  const { locked, key } = shape
  const closed = locked || (shape.closed ?? false)
  const closes = shape.closes ?? (closed || key !== undefined)
  const container = { capacityGrams: Math.round(shape.capacity), closes, closed, locked }
  return key === undefined ? container : { ...container, key: fullId(areaId, key) }
}

export function buildMobile(
  areaId: string,
  entry: Entry<MobileShape>,
  sources: Sources,
): MobileDefinition[] {
  const { id, shape } = entry
  if (shape === undefined) return []
  const { lines, banker, teaches } = shape
  const speaks = shape.speaks ?? (lines.length > 0 ? SPEAKS_EVERY_SECONDS : undefined)
  const topics = Object.entries(shape.topics).map(([key, text]) => {
    const topic = { words: wordsOfKey(key), text }
    sources.set(topic, entry.sourceOf('topics', key))
    return topic
  })
  const loot = Object.entries(shape.loot).map(([item, chance]) => {
    const each = { item: fullId(areaId, item), chance }
    sources.set(each, entry.sourceOf('loot', item))
    return each
  })
  const fight = shape.fight && buildFight(areaId, shape.fight)
  if (fight) sources.set(fight, entry.sourceOf('fight'))
  const shop = shape.shop && buildShop(areaId, shape.shop)
  if (shop) sources.set(shop, entry.sourceOf('shop'))
  const mobile: MobileDefinition = {
    ...buildThing(areaId, id, shape, entry.sourceOf()),
    lines,
    ...given({ wandersEverySeconds: shape.wanders, speaksEverySeconds: speaks, fight, shop }),
    ...(topics.length > 0 && { topics }),
    ...(loot.length > 0 && { loot }),
    ...(banker && { banker }),
    ...(teaches.length > 0 && { teaches }),
  }
  return [mobile]
}

function buildFight(areaId: string, shape: NonNullable<MobileShape['fight']>): FightDefinition {
  const { hp, damage, armour, bars, assists, ...rest } = shape
  return {
    ...rest,
    ...given({ hp, damage, armour, bars }),
    assists: assists.map((each) => fullId(areaId, each)),
  }
}

function buildShop(areaId: string, shape: NonNullable<MobileShape['shop']>): ShopDefinition {
  return { ...shape, sells: shape.sells.map((each) => fullId(areaId, each)) }
}
