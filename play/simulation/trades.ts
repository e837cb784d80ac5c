import { moving, oneOf, still, unique, wordsOf } from './doings.ts'
import { type Doing, NOWHERE, type Told } from './told.ts'
import { isWorn, type Witness } from './witness.ts'
import type { Chance } from '#systems/chance.ts'
import type { Deal, ToldPurse } from './purses.ts'

/** Something that a player does, and all that it may change. */
export interface Act {
  doing: Doing
  deal?: Deal
}

/** Whom one deals with, and what they sell. */
const SHOPS: ReadonlyMap<string, string> = new Map([
  ['the chandler', 'a brown loaf'],
  ['the miller', 'a seed bun'],
])
const BANKER = 'the clerk'
const WANTED = /bead$/
const AMOUNT_MAX = 5

/** Something to buy, sell, bring to the bank or take from it, if there is anybody for that. */
export function chooseTrade(
  player: Witness & { purse: ToldPurse },
  creatures: readonly string[],
  told: Told,
  chance: Chance,
): Act | undefined {
  const { gold = 0, saved = 0 } = player.purse.known ?? {}
  const acts: Act[] = []
  if (creatures.includes(BANKER)) {
    const some = (most: number) => 1 + chance.integer(Math.min(most, AMOUNT_MAX))
    if (gold > 0) acts.push(bank(player, 'deposit', some(gold)))
    if (saved > 0) acts.push(bank(player, 'withdraw', some(saved)))
  }
  const keeper = creatures.find((name) => SHOPS.has(name))
  if (keeper !== undefined) {
    if (gold > 0) acts.push(buy(player, SHOPS.get(keeper)!))
    const goods = unique(told, player.held.values()).filter((item) => !isWorn(item))
    const good = oneOf(
      chance,
      goods.filter(({ name }) => WANTED.test(name)),
    )
    if (good) acts.push(sell(player, good.name))
  }
  return oneOf(chance, acts)
}

function bank(bot: Witness, verb: 'deposit' | 'withdraw', amount: number): Act {
  const sign = verb === 'deposit' ? 1 : -1
  const deal = { kind: 'save', amount: sign * amount } as const
  return { doing: still(bot, `${verb} ${amount}`, false), deal }
}

function buy(bot: Witness, name: string): Act {
  const doing = moving(bot, `buy ${wordsOf(name)}`, NOWHERE, bot.uid, name)
  return { doing, deal: { kind: 'buy' } }
}

function sell(bot: Witness, name: string): Act {
  const doing = moving(bot, `sell ${wordsOf(name)}`, bot.uid, NOWHERE, name)
  return { doing, deal: { kind: 'sell' } }
}
