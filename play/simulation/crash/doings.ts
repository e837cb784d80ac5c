import type { Chance } from '#systems/chance.ts'
import type { Doing, Told } from './told.ts'
import { canBeWorn, isWorn, type Seen, type Witness } from './witness.ts'

const WAYS: Readonly<Record<string, string>> = {
  n: 'north',
  e: 'east',
  s: 'south',
  w: 'west',
}

/** Who has more is more likely to part with something. */
const HELD_GOAL = 5

/** What a bot knows when it makes up its mind. */
export interface Situation {
  bot: Witness
  /** Other bots in the same room. */
  company: readonly Witness[]
  told: Told
  chance: Chance
}

type Way = (situation: Situation) => Doing | undefined

/** How often each is chosen, and by what name. */
const CHOICES: readonly (readonly [weight: number, choose: Way])[] = [
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
  [4, walk],
]

const WEIGHTS = CHOICES.reduce((sum, [weight]) => sum + weight, 0)

/** What the bot types next. */
export function chooseDoing(situation: Situation): Doing {
  for (;;) {
    let at = situation.chance.integer(WEIGHTS)
    const choice = CHOICES.find(([weight]) => {
      at -= weight
      return at < 0
    })
    const doing = choice?.[1](situation)
    if (doing) return doing
  }
}

/** One of several. */
export function oneOf<T>(chance: Chance, all: readonly T[]): T | undefined {
  return all[all.length === 0 ? 0 : chance.integer(all.length)]
}

export function walking(bot: Witness, way: string): Doing {
  return still(bot, WAYS[way]!, false)
}

export function still(bot: Witness, line: string, dresses: boolean, name?: string): Doing {
  return { bot: bot.uid, line, move: undefined, isGift: false, name, dresses }
}

export function moving(bot: Witness, line: string, from: number, to: number, name?: string): Doing {
  return { bot: bot.uid, line, move: { from, to }, isGift: false, name, dresses: false }
}

export function wordsOf(name: string): string {
  return name.replace(/^(a|an|the) /, '')
}

/** Things that can be had by their names: no other has the same. */
export function unique(told: Told, things: Iterable<Seen>): Seen[] {
  const names = new Map<string, number>()
  for (const [, name] of told.things()) names.set(name, (names.get(name) ?? 0) + 1)
  return [...things].filter(({ name }) => names.get(name) === 1)
}

function containers({ bot, told }: Situation): Seen[] {
  const inReach = [...bot.held.values(), ...bot.here.values()]
  return unique(told, inReach).filter(({ attrib }) => attrib.includes('c'))
}

function carried({ bot, told }: Situation): Seen[] {
  return unique(told, bot.held.values()).filter((item) => !isWorn(item))
}

function get({ bot, chance }: Situation): Doing | undefined {
  if (bot.held.size > HELD_GOAL) return undefined
  const lying = [...bot.here.values()].filter(({ attrib }) => attrib.includes('t'))
  const item = oneOf(chance, lying)
  return item && moving(bot, `get ${wordsOf(item.name)}`, bot.room, bot.uid, item.name)
}

function getAll({ bot }: Situation): Doing | undefined {
  return bot.held.size > HELD_GOAL ? undefined : moving(bot, 'get all', bot.room, bot.uid)
}

function getFrom(situation: Situation): Doing | undefined {
  const { bot, chance, told } = situation
  const container = oneOf(chance, containers(situation))
  if (!container) return undefined
  const from = wordsOf(container.name)
  if (chance.oneIn(4)) return moving(bot, `get all from ${from}`, container.id, bot.uid)
  const inside = [...told.things()].filter(([, , place]) => place === container.id)
  const [, name] = oneOf(chance, inside) ?? []
  if (name === undefined) return undefined
  return moving(bot, `get ${wordsOf(name)} from ${from}`, container.id, bot.uid, name)
}

function drop(situation: Situation): Doing | undefined {
  const { bot, chance } = situation
  const item = oneOf(chance, carried(situation))
  return item && moving(bot, `drop ${wordsOf(item.name)}`, bot.uid, bot.room, item.name)
}

/** Not while a gift is under way: what came and went at once would never be told. */
function dropAll({ bot, told }: Situation): Doing | undefined {
  if (bot.held.size < HELD_GOAL || told.awaitsGift(bot.uid)) return undefined
  return moving(bot, 'drop all', bot.uid, bot.room)
}

function put(situation: Situation): Doing | undefined {
  const { bot, chance, told } = situation
  const container = oneOf(chance, containers(situation))
  if (!container) return undefined
  const into = wordsOf(container.name)
  if (chance.oneIn(5) && !told.awaitsGift(bot.uid)) {
    return moving(bot, `put all in ${into}`, bot.uid, container.id)
  }
  const item = oneOf(chance, carried(situation))
  if (!item) return undefined
  return moving(bot, `put ${wordsOf(item.name)} in ${into}`, bot.uid, container.id, item.name)
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

/** Not to one who is about to part with something: it might be that, and come back unnoticed. */
function gift({ bot, company, told, chance }: Situation, name?: string): Doing | undefined {
  const takers = company.filter(({ uid }) => {
    return !told.opensOf(uid).some(({ move }) => move?.from === uid)
  })
  const taker = oneOf(chance, takers)
  if (!taker) return undefined
  const line = `give ${name === undefined ? 'all' : wordsOf(name)} to ${taker.name}`
  return { ...moving(bot, line, bot.uid, taker.uid, name), isGift: true }
}

function wear(situation: Situation): Doing | undefined {
  const item = oneOf(situation.chance, carried(situation).filter(canBeWorn))
  return item && still(situation.bot, `wear ${wordsOf(item.name)}`, true, item.name)
}

function remove({ bot, chance }: Situation): Doing | undefined {
  const item = oneOf(chance, [...bot.held.values()].filter(isWorn))
  return item && still(bot, `remove ${wordsOf(item.name)}`, true, item.name)
}

function walk({ bot, chance }: Situation): Doing | undefined {
  const way = oneOf(chance, Object.keys(bot.exits))
  return way === undefined ? undefined : walking(bot, way)
}
