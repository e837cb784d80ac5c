import type { AreaReading } from './build.ts'
import { suggestion } from './shapeErrors.ts'

type Kind = 'room' | 'item' | 'mobile' | 'quest'

/** Says what holds instead, or nothing when `id` is defined. */
export type Lookup = (kind: Kind, id: string) => string | undefined

export function lookupIn({ declared, brokenAreas }: AreaReading): Lookup {
  const known = {
    room: declared.rooms,
    item: declared.items,
    mobile: declared.mobiles,
    quest: declared.quests,
  }
  return (kind, id) => {
    const [areaId = ''] = id.split(':')
    if (known[kind].has(id) || brokenAreas.has(areaId)) return undefined
    if (kind === 'item' && known.mobile.has(id)) return `"${id}", which is a mobile`
    if (kind === 'mobile' && known.item.has(id)) return `"${id}", which is an item`
    // The short form of a reset, `- pilot`, does not say that a mobile is meant.
    const alike = kind === 'item' ? [...known.item, ...known.mobile] : [...known[kind]]
    const neighbours = alike.filter((each) => each.startsWith(`${areaId}:`))
    const instead = suggestion(local(id), neighbours.map(local))
    return `"${id}", which no file defines${instead}`
  }
}

/** The id as its own area writes it. */
export function local(id: string): string {
  return id.slice(id.indexOf(':') + 1)
}
