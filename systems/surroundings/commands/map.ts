import { Described } from '#components/described.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Preferences } from '#components/preferences.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { roomThrough } from '#systems/commands/exits.ts'
import { changeSetting, SETTINGS } from '#systems/commands/settings.ts'
import { roomOf } from '#systems/containment.ts'
import { isLit } from '#systems/light.ts'
import { exitsHere, exitsOf, isClosed } from '#systems/names.ts'
import { mapAround } from '#systems/surroundings/map.ts'
import type { Zone } from '#systems/zone.ts'

/** Rooms to each side on the map. */
const RADIUS = 5

/** Rooms named in a row, for those who hear a map. */
const AHEAD_MAX = 4

export const map = defineCommand({
  name: 'map',
  usage: 'map',
  section: 'looking',
  help: 'Draws the rooms around you.',
  more:
    'You are in the middle, and north is at the top. Nothing is drawn behind closed doors, nor ' +
    'what belongs to another area. "automap" draws a small map with each room.',
  seeAlso: ['maps', 'automap', 'scan', 'places'],
  run(zone, actor) {
    const room = roomOf(zone, actor)
    if (!isLit(zone, room)) return refuse('It is too dark to tell what lies around you.')
    const ahead = exitsHere(zone, actor).map((exit) => rowAhead(zone, exit))
    zone.report.tell(actor, { verb: 'map', ...mapAround(zone, actor, RADIUS, RADIUS), list: ahead })
    return undefined
  },
})

export const automap = defineCommand({
  name: 'automap',
  usage: 'automap [<value>]',
  section: 'character',
  help: 'Turns a small map with each room on or off.',
  more: 'It is the same as "toggle automap".',
  seeAlso: ['map', 'toggle'],
  lasting: true,
  writes: [Preferences],
  run(zone, actor, { value }) {
    const setting = SETTINGS.find(({ name }) => name === 'automap')!
    if (!changeSetting(actor, setting, value?.toLowerCase())) {
      return refuse(`"automap" can be ${setting.values}.`)
    }
    const text = `"automap" is now ${setting.read(actor)}.`
    zone.report.tell(actor, { verb: 'note', text })
    return undefined
  },
})

/** What one sees by looking along a way: rooms as long as it goes on in the same direction. */
function rowAhead(zone: Zone, exit: Entity): Record<string, unknown> {
  const direction = Exit.direction[exit]!
  const names: string[] = []
  let next: Entity | undefined = exit
  let isShut = false
  while (next !== undefined && names.length < AHEAD_MAX) {
    isShut = isClosed(zone, next)
    const room = roomThrough(zone, next)
    if (room === undefined) break
    names.push(Described.name[room]!)
    next = exitsOf(zone, room).find((further) => Exit.direction[further] === direction)
  }
  return { direction, names, closed: isShut }
}
