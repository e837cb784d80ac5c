import type { Direction } from '#components/definition.ts'
import { Described } from '#components/described.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Identity } from '#components/identity.ts'
import { Preferences } from '#components/preferences.ts'
import { defineCommand, refuse } from '#systems/commands/define.ts'
import { roomThrough } from '#systems/commands/exits.ts'
import { changeSetting, SETTINGS } from '#systems/commands/settings.ts'
import { whyUnseen } from '#systems/light.ts'
import { exitsHere, exitsOf, isClosed } from '#systems/names.ts'
import { foreignZoneOf } from '#systems/rooms.ts'
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
    const unseen = whyUnseen(zone, actor, 'It is too dark to tell what lies around you.')
    if (unseen !== undefined) return refuse(unseen)
    const ahead = exitsHere(zone, actor).map((exit) => rowAhead(zone, actor, exit))
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
function rowAhead(zone: Zone, actor: Entity, exit: Entity): Record<string, unknown> {
  const direction = Exit.direction[exit]!
  const names: string[] = []
  let next: Entity | undefined = exit
  let isShut = false
  while (next !== undefined && names.length < AHEAD_MAX) {
    isShut = isClosed(zone, next)
    const room = roomThrough(zone, actor, next)
    if (room === undefined) break
    names.push(Described.name[room]!)
    if (foreignZoneOf(zone, room) !== undefined) {
      names.push(...namesBeyond(zone, room, direction as Direction, AHEAD_MAX - names.length))
      break
    }
    next = exitsOf(zone, room).find((further) => Exit.direction[further] === direction)
  }
  return { direction, names, closed: isShut }
}

/** The rooms that lie in a row behind one of another zone, by what their builders say. */
function namesBeyond(zone: Zone, room: Entity, direction: Direction, max: number): string[] {
  const names: string[] = []
  let plan = zone.atlas.byUid.get(Identity.uid[room]!)
  while (plan !== undefined && names.length < max) {
    const exit = plan.room.exits.find((each) => each.direction === direction)
    if (exit === undefined || exit.hidden || exit.door?.closed) break
    plan = zone.atlas.byId.get(exit.to)
    if (plan === undefined || plan.room.dark) break
    names.push(plan.room.name)
  }
  return names
}
