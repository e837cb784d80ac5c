import { hasComponent } from 'bitecs'
import { Coins } from '#components/coins.ts'
import { touch } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Item } from '#components/item.ts'
import { Lore } from '#components/lore.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { bear, destroy } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { GOLD_MAX } from './gold.ts'

/** A coin weighs little, but many weigh. */
const COINS_PER_GRAM = 4

/**
 * Makes a pile of coins in `holder`.
 *
 * @param wild  it was never anybody's: whoever takes it first has it minted
 */
export function spawnCoins(zone: Zone, amount: number, holder: Entity, wild: boolean): Entity {
  const pile = bear(zone)
  attach(zone.world, pile, Described)
  attach(zone.world, pile, Lore, {
    words: 'coin coins gold pile money',
    description: 'Copper-gold, milled at the edge, and worn by many hands.',
  })
  attach(zone.world, pile, Item)
  attach(zone.world, pile, Coins, { wild: Number(wild) })
  resize(pile, amount)
  if (!wild) zone.keep(pile)
  moveTo(zone, pile, holder)
  return pile
}

/** Lays coins that were somebody's into `holder`: on such a pile, if there is one. */
export function layCoins(zone: Zone, amount: number, holder: Entity): void {
  const there = ownedPileIn(zone, holder)
  const sum = there === undefined ? Infinity : Coins.amount[there]! + amount
  if (sum > GOLD_MAX) spawnCoins(zone, amount, holder, false)
  else resize(there!, sum)
}

/** The pile in `holder` that was somebody's. */
export function ownedPileIn(zone: Zone, holder: Entity): Entity | undefined {
  return contentsOf(holder).find((item) => isPile(zone, item) && Coins.wild[item] === 0)
}

/** Takes `amount` coins off `pile`; with the last it is gone. */
export function lessen(zone: Zone, pile: Entity, amount: number): void {
  const left = Coins.amount[pile]! - amount
  if (left === 0) destroy(zone, pile)
  else resize(pile, left)
}

export function isPile(zone: Zone, item: Entity): boolean {
  return hasComponent(zone.world, item, Coins)
}

/** What so many coins weigh. */
export function gramsOf(amount: number): number {
  return Math.ceil(amount / COINS_PER_GRAM)
}

function resize(pile: Entity, amount: number): void {
  const isOne = amount === 1
  Coins.amount[pile] = amount
  Item.weightGrams[pile] = gramsOf(amount)
  Described.name[pile] = isOne ? 'a coin' : `a pile of ${amount} coins`
  Described.here[pile] = isOne ? 'A single coin lies here.' : `A pile of ${amount} coins lies here.`
  for (const component of [Coins, Item, Described]) touch(component, pile)
}
