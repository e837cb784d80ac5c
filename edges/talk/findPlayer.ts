import type { OnlineCharacter } from '#edges/presence/presence.ts'
import { ambiguous } from './words.ts'

/** So many names a refusal lists. */
const NAMES_MAX = 5

/**
 * Who plays and is called `word`, or else the one whose name begins with it.
 *
 * @returns undefined if there is nobody; words if there are several
 */
export function findPlayer(
  online: readonly OnlineCharacter[],
  word: string,
): OnlineCharacter | string | undefined {
  const lower = word.toLowerCase()
  const begun = online.filter(({ name }) => name.toLowerCase().startsWith(lower))
  const exact = begun.find(({ name }) => name.toLowerCase() === lower)
  if (exact || begun.length < 2) return exact ?? begun[0]
  const names = begun.slice(0, NAMES_MAX).map(({ name }) => name)
  if (begun.length > NAMES_MAX) names.push('others')
  return ambiguous(names)
}
