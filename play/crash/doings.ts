import { DEALINGS } from './dealings.ts'
import { type Doing, dealOf, GETS_UP, moving, still } from './doing.ts'
import { COINS_MAX } from './market.ts'
import {
  carried,
  containers,
  HELD_GOAL,
  oneOf,
  type Situation,
  type Way,
  wordsOf,
} from './situation.ts'
import { isCorpse } from './told.ts'
import { canBeWorn, isWorn, type Witness } from './witness.ts'

const WAYS: Readonly<Record<string, string>> = {
  n: 'north',
  e: 'east',
  s: 'south',
  w: 'west',
}

/** What may be done, and how often it is. */
export type Choices = readonly (readonly [weight: number, choose: Way])[]

const CHOICES: Choices = [
  [8, get],
  [2, getAll],
  [4, getFrom],
  [6, drop],
  [1, dropAll],
  [5, put],
  [8, give],
  [1, giveAll],
  [4, wear],
  [3, remove],
  [8, walk],
  ...DEALINGS,
]

/** One who fights may be elsewhere in the next moment: it does nothing that depends on a place. */
const IN_FIGHT: Choices = [
  [1, flee],
  [2, wait],
  [2, wear],
  [2, remove],
]

/** What the bot types next. */
export function chooseDoing(situation: Situation): Doing {
  const { bot, chance } = situation
  if (bot.lies) return standing(bot)
  const choices = bot.foe === '' ? CHOICES : IN_FIGHT
  const weights = choices.reduce((sum, [weight]) => sum + weight, 0)
  for (;;) {
    let at = chance.integer(weights)
    const choice = choices.find(([weight]) => {
      at -= weight
      return at < 0
    })
    const doing = choice?.[1](situation)
    if (doing) return doing
  }
}

export function walking(bot: Witness, way: string): Doing {
  return still(bot.uid, WAYS[way]!)
}

/** Gets up, wherever it fell. */
export function standing(bot: Witness): Doing {
  return still(bot.uid, GETS_UP)
}

function get({ bot, chance }: Situation): Doing | undefined {
  if (bot.held.size > HELD_GOAL) return undefined
  const lying = [...bot.here.values()].filter(({ attrib }) => attrib.includes('t'))
  const item = oneOf(chance, lying)
  return item && moving(bot.uid, `get ${wordsOf(item.name)}`, bot.room, bot.uid, item.name)
}

function getAll({ bot }: Situation): Doing | undefined {
  if (bot.held.size > HELD_GOAL) return undefined
  const deal = dealOf({ found: COINS_MAX })
  return { ...moving(bot.uid, 'get all', bot.room, bot.uid), deal }
}

function getFrom(situation: Situation): Doing | undefined {
  const { bot, chance, told, market } = situation
  const container = oneOf(chance, containers(situation))
  if (!container) return undefined
  const from = wordsOf(container.name)
  const isLoot = isCorpse(container.name)
  if (isLoot || chance.oneIn(4)) {
    const line = isLoot && chance.oneIn(2) ? 'loot' : `get all from ${from}`
    const deal = dealOf({ found: isLoot ? market.lootMax : COINS_MAX, mints: isLoot })
    return { ...moving(bot.uid, line, container.id, bot.uid), deal }
  }
  const inside = [...told.things()].filter(([, , place]) => place === container.id)
  const [, name] = oneOf(chance, inside) ?? []
  if (name === undefined) return undefined
  return moving(bot.uid, `get ${wordsOf(name)} from ${from}`, container.id, bot.uid, name)
}

function drop(situation: Situation): Doing | undefined {
  const { bot, chance } = situation
  const item = oneOf(chance, carried(situation))
  return item && moving(bot.uid, `drop ${wordsOf(item.name)}`, bot.uid, bot.room, item.name)
}

/** Not while a gift is under way: what came and went at once would never be told. */
function dropAll({ bot, told }: Situation): Doing | undefined {
  if (bot.held.size < HELD_GOAL || told.awaitsGift(bot.uid)) return undefined
  return moving(bot.uid, 'drop all', bot.uid, bot.room)
}

function put(situation: Situation): Doing | undefined {
  const { bot, chance, told } = situation
  const container = oneOf(chance, containers(situation))
  if (!container) return undefined
  const into = wordsOf(container.name)
  if (chance.oneIn(5) && !told.awaitsGift(bot.uid)) {
    return moving(bot.uid, `put all in ${into}`, bot.uid, container.id)
  }
  const item = oneOf(chance, carried(situation))
  if (!item) return undefined
  return moving(bot.uid, `put ${wordsOf(item.name)} in ${into}`, bot.uid, container.id, item.name)
}

function give(situation: Situation): Doing | undefined {
  const item = oneOf(situation.chance, carried(situation))
  return item && gift(situation, item.name)
}

function giveAll(situation: Situation): Doing | undefined {
  const { bot, told } = situation
  if (bot.held.size === 0 || told.awaitsGift(bot.uid)) return undefined
  return gift(situation, undefined)
}

/** Not to one who is about to part with it, or with all: it might come back unnoticed. */
function gift({ bot, company, told, chance }: Situation, name?: string): Doing | undefined {
  const takers = company.filter(({ uid }) => {
    return !told.opensOf(uid).some(({ move, name: only }) => {
      return move?.from === uid && (name === undefined || [name, undefined].includes(only))
    })
  })
  const taker = oneOf(chance, takers)
  if (!taker) return undefined
  const line = `give ${name === undefined ? 'all' : wordsOf(name)} to ${taker.name}`
  return { ...moving(bot.uid, line, bot.uid, taker.uid, name), isGift: true }
}

function wear(situation: Situation): Doing | undefined {
  const item = oneOf(situation.chance, carried(situation).filter(canBeWorn))
  return item && dressing(situation.bot, `wear ${wordsOf(item.name)}`, item.name)
}

function remove({ bot, chance }: Situation): Doing | undefined {
  const item = oneOf(chance, [...bot.held.values()].filter(isWorn))
  return item && dressing(bot, `remove ${wordsOf(item.name)}`, item.name)
}

function dressing(bot: Witness, line: string, name: string): Doing {
  return { ...still(bot.uid, line), name, dresses: true }
}

function walk({ bot, chance }: Situation): Doing | undefined {
  const way = oneOf(chance, Object.keys(bot.exits))
  return way === undefined ? undefined : walking(bot, way)
}

function flee({ bot }: Situation): Doing {
  return still(bot.uid, 'flee')
}

function wait({ bot }: Situation): Doing {
  return still(bot.uid, 'worth')
}
