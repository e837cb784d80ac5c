import { hasComponent } from 'bitecs'
import { Coins } from '#components/coins.ts'
import { Container } from '#components/container.ts'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { Preferences } from '#components/preferences.ts'
import { Purse } from '#components/purse.ts'
import { Room } from '#components/room.ts'
import { HELD_MAX } from '#systems/burden.ts'
import { capital } from '#systems/commands/phrases.ts'
import { contentsOf, loadOf, roomOf } from '#systems/containment.ts'
import type { WorldEvent } from '#systems/events.ts'
import { whyUnseen } from '#systems/light.ts'
import { isPlayer, itemsHere, theNameOf } from '#systems/names.ts'
import type { MoneyDeed, MoneyHooks, Zone } from '#systems/zone.ts'
import { gramsOf, isPile, layCoins, lessen, ownedPileIn } from './coins.ts'
import { add, burn, goldOf, mint, pay, purseRoom } from './gold.ts'
import { shareCoins } from './share.ts'

const COUNTED = /^(\d{1,10})\s+(?:gold )?(?:coins?|gold|pieces?(?: of gold)?)$/
const ALL = /^all[. ](?:my |the |of )*(?:gold )?(?:coins|gold|money)$/
const UNCOUNTED = /^(?:my |some |the )?(?:coins|gold|money)$/

const HOW_MANY = 'How many coins? Say "10 coins", or "all coins".'

/** Coins are things as long as they lie somewhere, and a number in a purse once taken up. */
export const MONEY: MoneyHooks = { pocket, sumIn, move }

/** See `MoneyHooks`. */
export function sumIn(phrase: string): number | undefined {
  const lower = phrase.toLowerCase().trim()
  const counted = COUNTED.exec(lower)
  if (counted) return Number(counted[1])
  if (ALL.test(lower)) return Infinity
  return UNCOUNTED.test(lower) ? 0 : undefined
}

function pocket(
  zone: Zone,
  being: Entity,
  items: readonly Entity[],
  container?: Entity,
): readonly Entity[] {
  const piles = items.filter((item) => isPile(zone, item))
  if (piles.length === 0 || !hasComponent(zone.world, being, Purse)) return items
  const others = items.filter((item) => !piles.includes(item))
  const sum = sumOf(piles)
  if (sum > purseRoom(zone, being)) {
    zone.report.tell(being, { verb: 'refuse', text: fullPurse() })
    return others
  }
  const found = takeUp(zone, being, piles, sum)
  const from = container === undefined ? {} : { container }
  const event = { verb: 'getCoins', actor: being, count: sum, ...from }
  zone.report.show(roomOf(zone, being), event)
  if (Preferences.autosplit[being] === 1) shareCoins(zone, being, found)
  return others
}

/**
 * Takes `sum` coins off `piles`, those first that were somebody's.
 *
 * @returns how many of them were never anybody's before
 */
function takeUp(zone: Zone, being: Entity, piles: readonly Entity[], sum: number): number {
  let left = sum
  let found = 0
  for (const pile of [...piles].sort((a, b) => Coins.wild[a]! - Coins.wild[b]!)) {
    const amount = Math.min(left, Coins.amount[pile]!)
    if (amount === 0) break
    if (Coins.wild[pile] === 1) {
      mint(zone, being, amount, 'loot')
      found += amount
    } else add(being, amount)
    lessen(zone, pile, amount)
    left -= amount
  }
  return found
}

function move(zone: Zone, actor: Entity, deed: MoneyDeed): WorldEvent | string {
  if (deed.sum === 0) return HOW_MANY
  if (deed.verb === 'get') return get(zone, actor, deed)
  const gold = goldOf(zone, actor)
  if (gold === 0) return 'You have no coins at hand.'
  const count = deed.sum === Infinity ? gold : deed.sum
  if (count > gold) return `You have only ${coinsIn(gold)} at hand.`
  if (deed.verb === 'give') return give(zone, actor, deed.holder, count)
  return lay(zone, actor, deed, count)
}

function get(zone: Zone, actor: Entity, { sum, holder }: MoneyDeed): WorldEvent | string {
  const isRoom = hasComponent(zone.world, holder, Room)
  const where = isRoom ? 'here' : `in ${theNameOf(zone, holder)}`
  const seen = isRoom ? itemsHere(zone, actor) : contentsOf(holder)
  const piles = seen.filter((item) => isPile(zone, item))
  const unseen = whyUnseen(zone, actor, 'It is too dark to see any coins here.')
  if (isRoom && unseen !== undefined) return unseen
  if (piles.length === 0) return `There are no coins ${where}.`
  const there = sumOf(piles)
  if (sum > there) return `There ${there === 1 ? 'is' : 'are'} only ${coinsIn(there)} ${where}.`
  if (sum > purseRoom(zone, actor)) return fullPurse()
  takeUp(zone, actor, piles, sum)
  return { verb: 'getCoins', actor, count: sum, ...(isRoom ? {} : { container: holder }) }
}

function give(zone: Zone, actor: Entity, target: Entity, count: number): WorldEvent | string {
  if (!isPlayer(zone, target)) burn(zone, actor, count, 'gift')
  else if (purseRoom(zone, target) < count) {
    return `${capital(theNameOf(zone, target))} cannot carry so many coins.`
  } else pay(actor, target, count)
  return { verb: 'giveCoins', actor, target, count }
}

function lay(zone: Zone, actor: Entity, deed: MoneyDeed, count: number): WorldEvent | string {
  const { holder } = deed
  const obstacle = deed.verb === 'put' ? obstacleTo(zone, holder, count) : undefined
  if (obstacle !== undefined) return obstacle
  add(actor, -count)
  layCoins(zone, count, holder)
  if (deed.verb === 'drop') return { verb: 'dropCoins', actor, count }
  return { verb: 'putCoins', actor, count, container: holder }
}

function obstacleTo(zone: Zone, container: Entity, count: number): string | undefined {
  const the = theNameOf(zone, container)
  if (Contents.count[container]! >= HELD_MAX && ownedPileIn(zone, container) === undefined) {
    return `${capital(the)} cannot hold more than ${HELD_MAX} things.`
  }
  const grams = loadOf(zone, container) + gramsOf(count)
  if (grams <= Container.capacityGrams[container]!) return undefined
  return `There is no room left for ${coinsIn(count)} in ${the}.`
}

function sumOf(piles: readonly Entity[]): number {
  return piles.reduce((sum, pile) => sum + Coins.amount[pile]!, 0)
}

function fullPurse(): string {
  return 'Your purse holds no more. The bank will take some of it.'
}

/** `1 coin`, `12 coins`. */
export function coinsIn(count: number): string {
  return `${count} ${count === 1 ? 'coin' : 'coins'}`
}
