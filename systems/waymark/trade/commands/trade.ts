import { Bargain } from '#components/bargain.ts'
import type { Entity } from '#components/entities.ts'
import { Purse } from '#components/purse.ts'
import { defineCommand, type Outcome, refuse } from '#systems/commands/define.ts'
import { hearerNamed } from '#systems/commands/hearer.ts'
import { capital } from '#systems/commands/phrases.ts'
import { CONTAINMENT, roomOf } from '#systems/containment.ts'
import { isFighting } from '#systems/fighting.ts'
import { isPlayer, theNameOf } from '#systems/names.ts'
import {
  agree,
  ask,
  endBargain,
  hasAgreed,
  isTrading,
  partnerOf,
} from '#systems/waymark/trade/bargain.ts'
import { exchange } from '#systems/waymark/trade/exchange.ts'
import { addToOffer, showOffers, takeBack } from '#systems/waymark/trade/offers.ts'
import type { Zone } from '#systems/zone.ts'

/** What follows `trade` instead of a name, once one trades. */
const DEEDS: ReadonlyMap<string, (zone: Zone, actor: Entity) => Outcome> = new Map([
  ['', showOffers],
  ['accept', accept],
  ['cancel', cancel],
  ['add', () => refuse('Add what? Try "trade add sword" or "trade add 20 coins".')],
  ['remove', () => refuse('Take back what? Try "trade remove sword" or "trade remove 20 coins".')],
])

export const trade = defineCommand({
  name: 'trade',
  aliases: ['barter'],
  usage: ['trade add <added>', 'trade remove <removed>', 'trade with <player>', 'trade [<player>]'],
  section: 'trade',
  help: 'Trades with another player: both offer, both accept, then all changes hands at once.',
  more:
    '"trade ada" asks Ada, or takes up what she has asked. "trade add sword" and "trade add 20 ' +
    'coins" offer, "trade remove sword" takes back, plain "trade" shows both offers, and ' +
    '"trade accept" agrees to them as they are. If anything changes after that, both must accept ' +
    'anew. "trade cancel" or walking away ends it.',
  seeAlso: ['trading', 'give'],
  lasting: true,
  writes: [...CONTAINMENT, Bargain, Purse],
  run(zone, actor, { added, removed, player = '' }) {
    const deed = DEEDS.get(player.toLowerCase())
    const isName = added === undefined && removed === undefined && deed === undefined
    if (isName) return tradeWith(zone, actor, player)
    if (!isTrading(zone, actor)) return notTrading(zone, actor, player)
    if (added !== undefined) return addToOffer(zone, actor, added)
    return removed === undefined ? deed!(zone, actor) : takeBack(zone, actor, removed)
  },
})

function notTrading(zone: Zone, actor: Entity, player: string): Outcome {
  const asked = partnerOf(zone, actor)
  if (asked === 0) return refuse('Trade with whom? Name a player who is here.')
  if (player.toLowerCase() === 'cancel') return cancel(zone, actor)
  return refuse(`${capital(theNameOf(zone, asked))} has not answered yet.`)
}

function tradeWith(zone: Zone, actor: Entity, player: string): Outcome {
  const target = hearerNamed(zone, actor, player)
  if (typeof target !== 'number') return target
  const who = capital(theNameOf(zone, target))
  if (!isPlayer(zone, target)) {
    return refuse(`${who} does not barter. A shopkeeper is dealt with by "list", "buy" and "sell".`)
  }
  if (isTrading(zone, actor)) {
    const partner = partnerOf(zone, actor)
    if (partner === target) return showOffers(zone, actor)
    return refuse(`You trade with ${theNameOf(zone, partner)} already. "trade cancel" ends it.`)
  }
  if (isTrading(zone, target)) return refuse(`${who} trades with somebody else just now.`)
  if (isFighting(zone, target)) return refuse(`${who} is fighting, and has no time for you now.`)
  if (partnerOf(zone, actor) === target) return refuse(`${who} has not answered yet.`)
  ask(zone, actor, target)
  return { verb: isTrading(zone, actor) ? 'tradeBegin' : 'tradeAsk', actor, target }
}

function cancel(zone: Zone, actor: Entity): Outcome {
  const target = partnerOf(zone, actor)
  endBargain(zone, actor)
  return { verb: 'tradeCancel', actor, target }
}

function accept(zone: Zone, actor: Entity): Outcome {
  const target = partnerOf(zone, actor)
  if (roomOf(zone, actor) !== roomOf(zone, target)) {
    return refuse(`${capital(theNameOf(zone, target))} is not here any more.`)
  }
  agree(zone, actor)
  if (!hasAgreed(zone, target)) return { verb: 'tradeAccept', actor, target }
  const reason = exchange(zone, actor)
  return reason === undefined ? undefined : refuse(`It cannot be done. ${reason}`)
}
