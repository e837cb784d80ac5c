import type { OnlineCharacter } from '#edges/presence/presence.ts'
import { SharedEvent } from '#edges/session/sharedEvent.ts'
import { numberOf, refOf, rowsOf } from '#edges/text/fields.ts'

/** A zone's list of its players, with those added who play in other zones. */
export function everybodyIn(who: SharedEvent, online: readonly OnlineCharacter[]): SharedEvent {
  const rows = rowsOf(who.fields, 'list')
  const count = numberOf(who.fields, 'count')
  // A list that had to be cut says of nobody that they are not in the zone.
  if (count > rows.length) {
    const fields = { ...who.fields, count: Math.max(count, online.length) }
    return new SharedEvent({ verb: who.verb, fields })
  }
  const here = new Set(rows.map((row) => refOf(row, 'actor')?.uid))
  const others = online.filter(({ uid }) => !here.has(uid))
  if (others.length === 0) return who
  const nameIn = (row: (typeof rows)[number]) => refOf(row, 'actor')?.name.toLowerCase() ?? ''
  const list = [...rows, ...others.map(({ uid, name }) => ({ actor: { uid, name } }))]
  list.sort((a, b) => (nameIn(a) < nameIn(b) ? -1 : 1))
  const fields = { ...who.fields, list, count: list.length }
  return new SharedEvent({ verb: who.verb, fields })
}
