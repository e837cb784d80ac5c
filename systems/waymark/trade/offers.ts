import { Bargain } from '#components/bargain.ts'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { type Outcome, refuse } from '#systems/commands/define.ts'
import { quote } from '#systems/commands/quote.ts'
import { findCarried } from '#systems/commands/reach.ts'
import { parseWanted, pick } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { hasAgreed, offer, offeredBy, partnerOf, THINGS_MAX } from './bargain.ts'
import { goldOf } from './gold.ts'
import { coinsIn, sumIn } from './money.ts'

/** Adds the things, or the coins, that `phrase` names to what `actor` offers. */
export function addToOffer(zone: Zone, actor: Entity, phrase: string): Outcome {
  const found = findCarried(zone, actor, phrase)
  if (!Array.isArray(found)) {
    const sum = sumIn(phrase)
    return sum === undefined ? found : addCoins(zone, actor, sum)
  }
  const offered = offeredBy(zone, actor)
  const fresh = found.filter((thing) => !offered.includes(thing))
  if (fresh.length === 0) return refuse('You offer that already.')
  if (offered.length + fresh.length > THINGS_MAX) {
    return refuse(`At most ${THINGS_MAX} things can be offered at once. A bag counts as one.`)
  }
  offer(zone, actor, { things: [...offered, ...fresh] })
  return tellBoth(zone, actor)
}

function addCoins(zone: Zone, actor: Entity, sum: number): Outcome {
  const gold = goldOf(zone, actor)
  const offered = Bargain.coins[actor]!
  const coins = sum === Infinity ? gold : offered + sum
  if (coins === offered) return refuse('How many coins? Try "trade add 20 coins".')
  if (coins > gold) return refuse(`You have only ${coinsIn(gold)} at hand.`)
  offer(zone, actor, { coins })
  return tellBoth(zone, actor)
}

/** Takes the things, or the coins, that `phrase` names out of what `actor` offers. */
export function takeBack(zone: Zone, actor: Entity, phrase: string): Outcome {
  const offered = offeredBy(zone, actor)
  const found = pick(zone, offered, parseWanted(phrase))
  const sum = sumIn(phrase)
  if (found.length > 0) {
    offer(zone, actor, { things: offered.filter((thing) => !found.includes(thing)) })
  } else if (sum === undefined) return refuse(`You offer no ${quote(phrase)}.`)
  else {
    const coins = Bargain.coins[actor]!
    if (coins === 0) return refuse('You offer no coins.')
    if (sum === 0) return refuse('How many coins? Try "trade remove 20 coins".')
    offer(zone, actor, { coins: Math.max(0, coins - sum) })
  }
  return tellBoth(zone, actor)
}

/** Shows both offers to `actor`. */
export function showOffers(zone: Zone, actor: Entity): undefined {
  tellOffers(zone, actor, 'offers')
  return undefined
}

/** Whatever one changes the other sees at once. */
function tellBoth(zone: Zone, actor: Entity): undefined {
  tellOffers(zone, partnerOf(zone, actor), 'offersChanged')
  tellOffers(zone, actor, 'offers')
  return undefined
}

function tellOffers(zone: Zone, viewer: Entity, verb: string): void {
  const partner = partnerOf(zone, viewer)
  zone.report.tell(viewer, {
    verb,
    target: partner,
    mine: rowsOf(zone, viewer),
    theirs: rowsOf(zone, partner),
    myCoins: Bargain.coins[viewer]!,
    theirCoins: Bargain.coins[partner]!,
    iAgree: hasAgreed(zone, viewer),
    theyAgree: hasAgreed(zone, partner),
  })
}

function rowsOf(zone: Zone, being: Entity) {
  return offeredBy(zone, being).map((item) => ({ item, holds: Contents.count[item]! }))
}
