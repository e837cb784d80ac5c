import { Coins } from '#components/coins.ts'
import type { Entity } from '#components/entities.ts'
import { Purse } from '#components/purse.ts'
import { SPAWNING } from '#systems/spawn.ts'
import type { MoneyDeed, Zone } from '#systems/zone.ts'
import { type Outcome, type Refused, refuse } from './define.ts'

/** What handling things and money writes. */
export const HANDLING = [...SPAWNING, Purse, Coins] as const

/** Whether `phrase` names so much money, and not a thing. */
export function isSum(zone: Zone, phrase: string): boolean {
  return zone.rules.money.sumIn(phrase) !== undefined
}

/**
 * Does to a sum of money what a command does to things.
 *
 * It is asked once no thing answers to `phrase`: things come first. What lies about is seen as
 * things, so there only a sum that says how much is one.
 *
 * @param findHolder  finds where it comes from or goes to
 * @returns undefined if `phrase` names no sum
 */
export function handleSum(
  zone: Zone,
  actor: Entity,
  verb: MoneyDeed['verb'],
  phrase: string,
  findHolder: () => Entity | Refused,
): Exclude<Outcome, undefined> | undefined {
  const sum = zone.rules.money.sumIn(phrase)
  if (sum === undefined) return undefined
  if (verb === 'get' && (sum === 0 || sum === Infinity)) return undefined
  const holder = findHolder()
  if (typeof holder !== 'number') return holder
  const done = zone.rules.money.move(zone, actor, { verb, sum, holder })
  return typeof done === 'string' ? refuse(done) : done
}
