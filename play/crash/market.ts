import { fileURLToPath } from 'node:url'
import type { AreaDefinition, MobileDefinition } from '#components/definition.ts'
import { kindOf } from '#components/itemKind.ts'
import { askedPrice, givenPrice } from '#components/prices.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import { levelRow } from '#systems/waymark/fight/level.ts'
import { LEVELS_BELOW_MAX, WORTH_PER_LEVEL_BELOW } from '#systems/waymark/fight/levelTable.ts'

/** The harness's own areas. */
export const AREAS = fileURLToPath(new URL('areas/', import.meta.url))

const areas: readonly AreaDefinition[] = loadAreas(AREAS)

/** The zones that they are in. */
export const ZONES: readonly string[] = [...new Set(areas.map(({ zone }) => zone))]

const items = areas.flatMap((area) => area.items)
const mobiles = areas.flatMap((area) => area.mobiles)
const keepers = mobiles.filter(({ shop }) => shop !== undefined)

/** The zone in which resets bring what is called `thing`. */
export function homeOf(thing: string): string | undefined {
  return areas.find((area) => area.items.some(({ name }) => name === thing))?.zone
}

/** What a shop always has, and the word by which one asks for it. */
export interface Ware {
  name: string
  word: string
  price: number
}

/** What `keeper`, by its name, always has. */
export function waresOf(keeper: string): Ware[] {
  const shop = keepers.find(({ name }) => name === keeper)?.shop
  if (!shop) return []
  return items.flatMap(({ id, name, words, value = 0 }) => {
    if (!shop.sells.includes(id)) return []
    return [{ name, word: words.at(-1)!, price: askedPrice(value, shop) }]
  })
}

/** What `keeper` gives for a thing called `thing`; 0: it does not want it. */
export function offerOf(keeper: string, thing: string): number {
  const shop = keepers.find(({ name }) => name === keeper)?.shop
  const item = items.find(({ name }) => name === thing)
  if (!shop || !item || !shop.buys.includes(kindOf(item))) return 0
  return givenPrice(item.value ?? 0, shop)
}

export function isBanker(name: string): boolean {
  return mobiles.some((mobile) => mobile.name === name && mobile.banker === true)
}

export function isQuarry(name: string): boolean {
  return mobiles.some((mobile) => mobile.name === name && mobile.fight !== undefined)
}

/** More coins than there ever are. */
export const COINS_MAX = 2 ** 20

/** The most coins that lie on one corpse. */
export const LOOT_MAX = Math.max(...mobiles.map(({ fight }) => fight?.gold[1] ?? 0))

/** The most points that anybody gains by one death. */
export const GAIN_MAX = Math.max(...mobiles.map(gainOf))

function gainOf({ fight }: MobileDefinition): number {
  if (!fight) return 0
  return Math.round(levelRow(fight.level).kill * (1 + LEVELS_BELOW_MAX * WORTH_PER_LEVEL_BELOW))
}
