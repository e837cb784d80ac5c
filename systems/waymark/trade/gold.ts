import assert from 'node:assert'
import { hasComponent } from 'bitecs'
import { Coins } from '#components/coins.ts'
import { touch } from '#components/define.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Purse } from '#components/purse.ts'
import type { Zone } from '#systems/zone.ts'

const purseBearers = defineQuery(Purse)
const piles = defineQuery(Coins)

/** Where the world pays gold out. */
export const GOLD_SOURCES = ['loot', 'sale', 'quest'] as const

/** Where it takes gold back. */
export const GOLD_SINKS = ['purchase', 'gift', 'lesson', 'fee'] as const

export type GoldSource = (typeof GOLD_SOURCES)[number]
export type GoldSink = (typeof GOLD_SINKS)[number]

/** A purse's column holds no more, nor does that of a pile. */
export const GOLD_MAX = 2 ** 32 - 1

/** Coins that `being` has at hand; 0 of those who have no purse. */
export function goldOf(zone: Zone, being: Entity): number {
  return hasComponent(zone.world, being, Purse) ? Purse.gold[being]! : 0
}

/** Coins that `being` has in the bank. */
export function savedOf(zone: Zone, being: Entity): number {
  return hasComponent(zone.world, being, Purse) ? Purse.saved[being]! : 0
}

/** Coins that still go into the purse of `being`. */
export function purseRoom(zone: Zone, being: Entity): number {
  return hasComponent(zone.world, being, Purse) ? GOLD_MAX - Purse.gold[being]! : 0
}

/**
 * What there is of gold that is or was somebody's, and what there should be: always the same.
 *
 * It holds over all characters together: those who are not in the zone have their part of it.
 */
export function goldKept(zone: Zone): { held: number; owed: number } {
  let held = 0
  let owed = 0
  for (const each of purseBearers(zone.world)) {
    held += Purse.gold[each]! + Purse.saved[each]!
    owed += Purse.minted[each]! - Purse.burned[each]!
  }
  for (const pile of piles(zone.world)) {
    if (Coins.wild[pile] === 0) held += Coins.amount[pile]!
  }
  return { held, owed }
}

/** Pays `amount` coins out of the world into the purse of `character`. */
export function mint(zone: Zone, character: Entity, amount: number, source: GoldSource): void {
  assertAmount(amount)
  Purse.minted[character] = Purse.minted[character]! + amount
  add(character, amount)
  zone.count(`gold.minted.${source}`, amount)
}

/**
 * Takes `amount` coins out of the purse of `character` and out of the world.
 *
 * @throws {AssertionError} if there are not so many
 */
export function burn(zone: Zone, character: Entity, amount: number, sink: GoldSink): void {
  assertAmount(amount)
  Purse.burned[character] = Purse.burned[character]! + amount
  add(character, -amount)
  zone.count(`gold.burned.${sink}`, amount)
}

/** Moves coins from one purse to another. */
export function pay(from: Entity, to: Entity, amount: number): void {
  assertAmount(amount)
  add(from, -amount)
  add(to, amount)
}

/** Moves coins from the purse to the bank; a negative amount back. */
export function save(character: Entity, amount: number): void {
  assert(Number.isInteger(amount), `${amount} is no number of coins`)
  const saved = Purse.saved[character]! + amount
  assert(saved >= 0 && saved <= GOLD_MAX, `${saved} coins cannot be saved`)
  Purse.saved[character] = saved
  add(character, -amount)
}

/** Adds to a purse alone: the other half of the move must stand beside the call. */
export function add(character: Entity, amount: number): void {
  const gold = Purse.gold[character]! + amount
  assert(gold >= 0 && gold <= GOLD_MAX, `A purse cannot hold ${gold} coins`)
  Purse.gold[character] = gold
  touch(Purse, character)
}

function assertAmount(amount: number): void {
  assert(Number.isInteger(amount) && amount >= 0, `${amount} is no number of coins`)
}
