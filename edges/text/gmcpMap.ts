import type { WireEvent } from '#protocol/event.ts'
import type { GmcpMessage } from './gmcpItem.ts'
import { drawMap } from './mapDrawing.ts'
import { Page } from './page.ts'

/** A window of its own has room enough, and chooses its own colours. */
const PLAIN = { columns: 250, colour: 'none', utf8: true, screenReader: false } as const

/**
 * The map around the player for a window of its own, as often as it is shown: lines without
 * colours, and what the signs on them mean; undefined if `event` tells of no map.
 */
export function gmcpOfMap({ verb, fields }: WireEvent): readonly GmcpMessage[] | undefined {
  if (verb !== 'map' && verb !== 'automap') return undefined
  const { lines, legend } = drawMap(new Page(PLAIN), fields)
  if (lines.length === 0) return []
  return [{ name: 'Room.Map', value: { map: lines, legend: Object.fromEntries(legend) } }]
}
