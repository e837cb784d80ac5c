import type { Chance } from '#systems/chance.ts'
import type { Accounts } from './accounts.ts'
import type { Doing } from './doing.ts'
import type { Market } from './market.ts'
import { isCorpse, type Told } from './told.ts'
import { isWorn, type Seen, type Witness } from './witness.ts'

/** What a bot knows when it makes up its mind. */
export interface Situation {
  bot: Witness
  /** Other bots in the same room. */
  company: readonly Witness[]
  told: Told
  accounts: Accounts
  market: Market
  chance: Chance
}

/** Something to do, if this is the time for it. */
export type Way = (situation: Situation) => Doing | undefined

/** Who has more is more likely to part with something. */
export const HELD_GOAL = 5

/** One of several. */
export function oneOf<T>(chance: Chance, all: readonly T[]): T | undefined {
  return all[all.length === 0 ? 0 : chance.integer(all.length)]
}

/** The words by which one asks for what is called `name`. */
export function wordsOf(name: string): string {
  return isCorpse(name) ? 'corpse' : name.replace(/^(a|an|the) /, '')
}

/** Things that can be had by their names: no other has the same. */
function unique(told: Told, things: Iterable<Seen>): Seen[] {
  const names = new Map<string, number>()
  for (const [, name] of told.things()) names.set(name, (names.get(name) ?? 0) + 1)
  return [...things].filter(({ name }) => names.get(name) === 1)
}

/** What things can be put into here; a corpse only if there is but one: they all look alike. */
export function containers({ bot, told }: Situation): Seen[] {
  const inReach = [...bot.held.values(), ...bot.here.values()]
  const corpses = inReach.filter(({ name }) => isCorpse(name))
  const others = unique(told, inReach).filter((item) => !corpses.includes(item))
  const all = corpses.length === 1 ? [...others, ...corpses] : others
  return all.filter(({ attrib }) => attrib.includes('c'))
}

export function carried({ bot }: Situation): Seen[] {
  return [...bot.held.values()].filter((item) => !isWorn(item))
}
