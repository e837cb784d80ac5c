import { Bargain } from '#components/bargain.ts'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { BURDEN_MAX_GRAMS, burdenOf, HELD_MAX, obstacleTo } from '#systems/burden.ts'
import { capital } from '#systems/commands/phrases.ts'
import { moveTo, roomOf, weightOf } from '#systems/containment.ts'
import { theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { endBargain, offeredBy, partnerOf } from './bargain.ts'
import { goldOf, pay, purseRoom } from './gold.ts'

/** What changes hands: one side of it. */
interface Side {
  giver: Entity
  things: readonly Entity[]
  coins: number
}

/**
 * Exchanges what both sides offer: all of it, or nothing.
 *
 * Both must have agreed. Writes `CONTAINMENT`, `Purse` and `Bargain`.
 *
 * @returns why nothing was exchanged, in words; undefined if it was
 */
export function exchange(zone: Zone, being: Entity): string | undefined {
  const sides = [sideOf(zone, being), sideOf(zone, partnerOf(zone, being))] as const
  const reason = whyNot(zone, sides[0], sides[1]) ?? whyNot(zone, sides[1], sides[0])
  if (reason !== undefined) return reason
  endBargain(zone, being)
  for (const { giver, things, coins } of sides) {
    const taker = giver === being ? sides[1].giver : being
    for (const thing of things) moveTo(zone, thing, taker)
    pay(giver, taker, coins)
  }
  zone.report.show(roomOf(zone, being), {
    verb: 'tradeDone',
    actor: being,
    target: sides[1].giver,
  })
  tellGot(zone, sides[0], sides[1].giver)
  tellGot(zone, sides[1], being)
  return undefined
}

function sideOf(zone: Zone, giver: Entity): Side {
  return { giver, things: offeredBy(zone, giver), coins: Bargain.coins[giver]! }
}

/** Why `taker` cannot have what `given` offers, having given what it offers itself. */
function whyNot(
  zone: Zone,
  given: Side,
  { giver: taker, things, coins }: Side,
): string | undefined {
  const who = capital(theNameOf(zone, taker))
  if (goldOf(zone, given.giver) < given.coins) {
    return `${capital(theNameOf(zone, given.giver))} no longer has so many coins.`
  }
  if (purseRoom(zone, taker) + coins < given.coins) return `${who} cannot carry so many coins.`
  if (Contents.count[taker]! - things.length + given.things.length > HELD_MAX) {
    return `${who} cannot carry so many things.`
  }
  const grams = burdenOf(zone, taker) - loadOf(zone, things) + loadOf(zone, given.things)
  if (grams > BURDEN_MAX_GRAMS) return `${who} cannot carry all that: it is too heavy.`
  const tangled = given.things.find((thing) => obstacleTo(zone, thing, taker) === 'tooDeep')
  return tangled === undefined ? undefined : `${who} cannot take ${theNameOf(zone, tangled)}.`
}

function loadOf(zone: Zone, things: readonly Entity[]): number {
  return things.reduce((sum, thing) => sum + weightOf(zone, thing), 0)
}

function tellGot(zone: Zone, { giver, things, coins }: Side, taker: Entity): void {
  const items = things.map((item) => ({ item }))
  zone.report.tell(taker, { verb: 'tradeGot', target: giver, items, count: coins })
}
