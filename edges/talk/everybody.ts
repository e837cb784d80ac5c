import type { OnlineCharacter } from '#edges/presence/presence.ts'
import { SharedEvent } from '#edges/session/sharedEvent.ts'
import { type Fields, numberOf, refOf, rowsOf } from '#edges/text/fields.ts'

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
  const list = [...rows, ...others.map(rowOf)]
  list.sort((a, b) => (nameIn(a) < nameIn(b) ? -1 : 1))
  const fields = { ...who.fields, list, count: list.length }
  return new SharedEvent({ verb: who.verb, fields })
}

/** The same as a zone tells of its own players, as far as it is known. */
function rowOf({ uid, name, standing }: OnlineCharacter): Fields {
  const { level = 0, title = '', away = '' } = standing ?? {}
  return {
    actor: { uid, name },
    ...(level > 0 && { level }),
    ...(title !== '' && { title }),
    ...(away !== '' && { away }),
  }
}
