import type { GmcpMessage } from './gmcpItem.ts'
import { PHRASES } from './phrases/phrases.ts'

/** Affects that one would rather be rid of, and what rids one of them. All others are welcome. */
const AFFLICTIONS: ReadonlyMap<string, string> = new Map([
  ['blind', 'cast cure'],
  ['poison', 'cast cure'],
])

type Kind = 'Char.Afflictions' | 'Char.Defences'

/** What works upon a player, in the two lists that clients know: all of it. */
export function gmcpOfAffects(list: string): GmcpMessage[] {
  const names = namesIn(list)
  return (['Char.Afflictions', 'Char.Defences'] as const).map((kind) => ({
    name: `${kind}.List`,
    value: names.filter((name) => kindOf(name) === kind).map(entryOf),
  }))
}

/** What differs between two of a player's `affects`. */
export function gmcpOfAffectChanges(before: string, now: string): GmcpMessage[] {
  if (before === now) return []
  const had = namesIn(before)
  const has = namesIn(now)
  const removed = had.filter((name) => !has.includes(name))
  const added = has.filter((name) => !had.includes(name))
  return [
    ...removed.map((name) => ({ name: `${kindOf(name)}.Remove`, value: [name] })),
    ...added.map((name) => ({ name: `${kindOf(name)}.Add`, value: entryOf(name) })),
  ]
}

/** Names in `name strength endTick;…`, but for those that nobody is told of. */
function namesIn(list: string): string[] {
  const names = list.split(';').map((entry) => entry.split(' ', 1)[0]!)
  return names.filter((name) => Object.hasOwn(PHRASES, `${name}Begins`))
}

function kindOf(name: string): Kind {
  return AFFLICTIONS.has(name) ? 'Char.Afflictions' : 'Char.Defences'
}

function entryOf(name: string): Record<string, string> {
  const cure = AFFLICTIONS.get(name)
  return cure === undefined ? { name, desc: '' } : { name, cure, desc: '' }
}
