import { fileURLToPath } from 'node:url'
import type { AreaDefinition, ItemDefinition, MobileDefinition } from '#components/definition.ts'
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

/** What a shop always has, and the word by which one asks for it. */
export interface Ware {
  name: string
  word: string
  price: number
}

/** More coins than there ever are. */
export const COINS_MAX = 2 ** 20

/** What some areas have to buy, to sell and to hunt. */
export class Market {
  /** The most coins that lie on one corpse. */
  readonly lootMax: number
  /** The most points that anybody gains by one death. */
  readonly gainMax: number
  readonly #areas: readonly AreaDefinition[]
  readonly #items: readonly ItemDefinition[]
  readonly #mobiles: readonly MobileDefinition[]

  constructor(areas: readonly AreaDefinition[]) {
    this.#areas = areas
    this.#items = areas.flatMap((area) => area.items)
    this.#mobiles = areas.flatMap((area) => area.mobiles)
    this.lootMax = Math.max(0, ...this.#mobiles.map(({ fight }) => fight?.gold[1] ?? 0))
    this.gainMax = Math.max(0, ...this.#mobiles.map(gainOf))
  }

  /** The zone in which resets bring what is called `thing`. */
  homeOf(thing: string): string | undefined {
    return this.#areas.find((area) => area.items.some(({ name }) => name === thing))?.zone
  }

  /** What `keeper`, by its name, always has. */
  waresOf(keeper: string): Ware[] {
    const shop = this.#shopOf(keeper)
    if (!shop) return []
    return this.#items.flatMap(({ id, name, words, value = 0 }) => {
      if (!shop.sells.includes(id)) return []
      return [{ name, word: words.at(-1)!, price: askedPrice(value, shop) }]
    })
  }

  /** What `keeper` gives for a thing called `thing`; 0: it does not want it. */
  offerOf(keeper: string, thing: string): number {
    const shop = this.#shopOf(keeper)
    const item = this.#items.find(({ name }) => name === thing)
    if (!shop || !item || !shop.buys.includes(kindOf(item))) return 0
    return givenPrice(item.value ?? 0, shop)
  }

  isBanker(name: string): boolean {
    return this.#mobiles.some((mobile) => mobile.name === name && mobile.banker === true)
  }

  isQuarry(name: string): boolean {
    return this.#mobiles.some((mobile) => mobile.name === name && mobile.fight !== undefined)
  }

  #shopOf(keeper: string): MobileDefinition['shop'] {
    return this.#mobiles.find(({ name }) => name === keeper)?.shop
  }
}

/** The market of the harness's own areas. */
export const FAIR = new Market(areas)

function gainOf({ fight }: MobileDefinition): number {
  if (!fight) return 0
  return Math.round(levelRow(fight.level).kill * (1 + LEVELS_BELOW_MAX * WORTH_PER_LEVEL_BELOW))
}
