import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Party } from '#components/party.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { isPlayer } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { pay, purseRoom } from './gold.ts'

/** Those of the party of `being` who are in its room, without itself. */
export function companionsHere(zone: Zone, being: Entity): Entity[] {
  if (!hasComponent(zone.world, being, Party)) return []
  const leader = Party.leaderUid[being]!
  return contentsOf(roomOf(zone, being)).filter(
    (each) =>
      each !== being &&
      isPlayer(zone, each) &&
      hasComponent(zone.world, each, Party) &&
      Party.leaderUid[each] === leader,
  )
}

/**
 * Shares `amount` coins of `being` with its companions here, and shows it: all get the same, and
 * what is left over stays with `being`. Writes `Purse`.
 *
 * @returns coins that each was given; 0: there was nobody to share with, or too little
 */
export function shareCoins(zone: Zone, being: Entity, amount: number): number {
  const companions = companionsHere(zone, being)
  const share = Math.floor(amount / (companions.length + 1))
  const takers = companions.filter((each) => purseRoom(zone, each) >= share)
  if (share === 0 || takers.length === 0) return 0
  for (const taker of takers) {
    pay(being, taker, share)
    const event = { verb: 'shareCoins', actor: being, target: taker, count: share }
    zone.report.tell(taker, event)
  }
  const count = share * takers.length
  zone.report.tell(being, { verb: 'shareCoins', actor: being, count, each: share })
  return share
}
