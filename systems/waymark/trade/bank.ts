import type { Entity } from '#components/entities.ts'
import type { Refused } from '#systems/commands/define.ts'
import type { Zone } from '#systems/zone.ts'
import { clerkHere, type Trade } from './clerks.ts'

const BANKING: Trade = {
  isPliedBy: ({ banker }) => banker === true,
  lacks: 'keeps no bank',
  nobody: 'Nobody here keeps a bank.',
}

/** Who keeps a bank here and is free to, or why nobody does. Banks are open at all hours. */
export function bankerHere(zone: Zone, actor: Entity): Entity | Refused {
  return clerkHere(zone, actor, BANKING, '')
}

/**
 * The coins that `phrase` asks for: `50`, `50 coins`, `all`.
 *
 * @param most  what `all` means
 * @returns undefined if it is no amount
 */
export function amountIn(phrase: string, most: number): number | undefined {
  const lower = phrase.toLowerCase().trim()
  if (/^(?:all|everything)(?:[. ](?:my |the )?(?:coins|gold|money))?$/.test(lower)) return most
  const digits = /^(\d{1,10})(?: (?:gold )?(?:coins?|gold))?$/.exec(lower)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
