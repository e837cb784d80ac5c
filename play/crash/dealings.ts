import { type Doing, dealing, dealOf, moving, NOWHERE, still } from './doing.ts'
import { COINS_MAX } from './market.ts'
import { containers, HELD_GOAL, oneOf, type Situation, type Way, wordsOf } from './situation.ts'
import { isCorpse } from './told.ts'
import { isWorn } from './witness.ts'

/** So many of a ware may be about: with more, bots have too little that has a name of its own. */
const ALIKE_MAX = 4

/** Trade, banking, coins that change hands, and the hunt: how often each is chosen. */
export const DEALINGS: readonly (readonly [weight: number, choose: Way])[] = [
  [20, buy],
  [12, sell],
  [1, sellAll],
  [10, deposit],
  [10, withdraw],
  [2, dropCoins],
  [5, getCoins],
  [2, putCoins],
  [4, giveCoins],
  [3, hunt],
]

function keeperHere({ bot, market }: Situation): string | undefined {
  return [...bot.folk.values()].find((name) => market.waresOf(name).length > 0)
}

function isBankerHere({ bot, market }: Situation): boolean {
  return [...bot.folk.values()].some((name) => market.isBanker(name))
}

function buy(situation: Situation): Doing | undefined {
  const { bot, chance, told, accounts, market } = situation
  const keeper = keeperHere(situation)
  const ware = oneOf(chance, keeper === undefined ? [] : market.waresOf(keeper))
  if (!ware || bot.held.size > HELD_GOAL || ware.price > accounts.goldOf(bot.uid)) return undefined
  const alike = [...told.things()].filter(([, name]) => name === ware.name)
  if (alike.length >= ALIKE_MAX) return undefined
  const deal = dealOf({ gold: -ware.price, burned: ware.price })
  return { ...moving(bot.uid, `buy ${ware.word}`, NOWHERE, bot.uid, ware.name), deal }
}

function sell(situation: Situation): Doing | undefined {
  const { bot, chance, market } = situation
  const keeper = keeperHere(situation)
  if (keeper === undefined) return undefined
  const goods = [...bot.held.values()].filter((item) => !isWorn(item))
  const item = oneOf(
    chance,
    goods.filter(({ name }) => market.offerOf(keeper, name) > 0),
  )
  if (!item) return undefined
  const price = market.offerOf(keeper, item.name)
  const deal = dealOf({ gold: price, minted: price })
  const line = `sell ${wordsOf(item.name)}`
  return { ...moving(bot.uid, line, bot.uid, NOWHERE, item.name), deal }
}

/** Not while a gift is under way: what came and went at once would never be told. */
function sellAll(situation: Situation): Doing | undefined {
  const { bot, told } = situation
  if (keeperHere(situation) === undefined) return undefined
  if (bot.held.size < HELD_GOAL || told.awaitsGift(bot.uid)) return undefined
  const deal = dealOf({ found: COINS_MAX, mints: true })
  return { ...moving(bot.uid, 'sell all', bot.uid, NOWHERE), deal }
}

/** From one coin to all of `most`. */
function some({ chance }: Situation, most: number): number {
  return 1 + chance.integer(most)
}

function deposit(situation: Situation): Doing | undefined {
  const { bot, accounts } = situation
  const gold = accounts.goldOf(bot.uid)
  if (gold === 0 || !isBankerHere(situation)) return undefined
  const count = some(situation, gold)
  return dealing(bot.uid, `deposit ${count}`, { gold: -count, saved: count })
}

function withdraw(situation: Situation): Doing | undefined {
  const { bot, accounts } = situation
  const saved = accounts.savedOf(bot.uid)
  if (saved === 0 || !isBankerHere(situation)) return undefined
  const count = some(situation, saved)
  return dealing(bot.uid, `withdraw ${count}`, { gold: count, saved: -count })
}

function dropCoins(situation: Situation): Doing | undefined {
  const count = spare(situation)
  if (count === 0) return undefined
  return dealing(situation.bot.uid, `drop ${count} coins`, { gold: -count })
}

function getCoins(situation: Situation): Doing | undefined {
  const { bot, chance } = situation
  const most = oneOf(chance, [...bot.piles.values()])
  if (most === undefined) return undefined
  const count = some(situation, most)
  return dealing(bot.uid, `get ${count} coins`, { gold: count })
}

/** What lies on a corpse is the world's: coins of ours do not go there. */
function putCoins(situation: Situation): Doing | undefined {
  const { bot, chance } = situation
  const into = containers(situation).filter(({ name }) => !isCorpse(name))
  const container = oneOf(chance, into)
  const count = spare(situation)
  if (!container || count === 0) return undefined
  const line = `put ${count} coins in ${wordsOf(container.name)}`
  return dealing(bot.uid, line, { gold: -count })
}

function giveCoins(situation: Situation): Doing | undefined {
  const { bot, company, chance } = situation
  const taker = oneOf(chance, company)
  const count = spare(situation)
  if (!taker || count === 0) return undefined
  const line = `give ${count} coins to ${taker.name}`
  return dealing(bot.uid, line, { gold: -count, taker: taker.uid })
}

/** Some coins, if there are many. */
function spare(situation: Situation): number {
  const gold = situation.accounts.goldOf(situation.bot.uid)
  return gold < 2 ? 0 : some(situation, Math.floor(gold / 2))
}

function hunt({ bot, chance, market }: Situation): Doing | undefined {
  const quarries = [...bot.folk.values()].filter((name) => market.isQuarry(name))
  const quarry = oneOf(chance, quarries)
  return quarry === undefined ? undefined : still(bot.uid, `kill ${wordsOf(quarry)}`)
}
