import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Room } from '#components/room.ts'
import { defineCommand } from '#systems/commands/define.ts'
import { roomThrough } from '#systems/commands/exits.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { isLit } from '#systems/light.ts'
import { exitsHere } from '#systems/names.ts'
import { playersOf } from '#systems/players.ts'
import { foreignZoneOf } from '#systems/rooms.ts'
import { isBeing } from '#systems/spawn.ts'
import { wayTo } from '#systems/surroundings/ways.ts'
import type { Glimpse, Zone } from '#systems/zone.ts'

/** So many beings are named in one room; of the others only the number is told. */
const BEINGS_MAX = 10

/** What is seen of a room whose zone has not told who is there. */
const UNSEEN: Glimpse = { lit: true, beings: [], count: 0 }

/** So many players are listed. */
const PLAYERS_MAX = 50

export const scan = defineCommand({
  name: 'scan',
  usage: 'scan',
  section: 'looking',
  help: 'Tells who is in the rooms next to yours, as far as you can see.',
  seeAlso: ['exits', 'look', 'where', 'map'],
  run(zone, actor) {
    const list = exitsHere(zone, actor).map((exit) => seenThrough(zone, actor, exit))
    zone.report.tell(actor, { verb: 'scan', list })
    return undefined
  },
})

export const where = defineCommand({
  name: 'where',
  usage: 'where',
  section: 'looking',
  help: 'Lists the players who are in this area, and where.',
  seeAlso: ['who', 'scan', 'areas'],
  run(zone, actor) {
    const area = Room.area[roomOf(zone, actor)]!
    const here = playersOf(zone).filter((player) => Room.area[roomOf(zone, player)] === area)
    const list = here.slice(0, PLAYERS_MAX).map((player) => standing(zone, player))
    zone.report.tell(actor, { verb: 'where', actor, text: area, list, count: here.length })
    return undefined
  },
})

export const areas = defineCommand({
  name: 'areas',
  usage: 'areas',
  section: 'looking',
  help: 'Lists the areas of this world, the levels they are meant for, and the way to them.',
  seeAlso: ['where', 'places', 'path'],
  run(zone, actor) {
    const list = [...zone.areas.keys()].map((name) => areaSeenFrom(zone, actor, name))
    zone.report.tell(actor, { verb: 'areas', list })
    return undefined
  },
})

/** Whoever stands beyond `exit`: `dark` if `actor` cannot see there. */
function seenThrough(zone: Zone, actor: Entity, exit: Entity): Record<string, unknown> {
  const direction = Exit.direction[exit]!
  const room = roomThrough(zone, actor, exit)
  if (room === undefined) return { direction, dark: true }
  if (foreignZoneOf(zone, room) !== undefined) {
    const { beings, count } = zone.neighbours.glimpseOf(room) ?? UNSEEN
    return { direction, room, list: beings.map((actor) => ({ actor })), count }
  }
  const beings = contentsOf(room).filter((entity) => isBeing(zone, entity))
  const list = beings.slice(0, BEINGS_MAX).map((actor) => ({ actor }))
  return { direction, room, list, count: beings.length }
}

/** Where somebody is: who stands in the dark is somewhere. */
function standing(zone: Zone, player: Entity): Record<string, unknown> {
  const room = roomOf(zone, player)
  return isLit(zone, room) ? { actor: player, room } : { actor: player }
}

/** An area with the first step of the shortest way there, and the number of steps. */
function areaSeenFrom(zone: Zone, actor: Entity, name: string): Record<string, unknown> {
  const way = wayTo(
    zone,
    roomOf(zone, actor),
    (uid) => zone.atlas.byUid.get(uid)?.area.name === name,
  )
  const [from, to] = zone.areas.get(name)?.levels ?? [0, 0]
  const first = way?.[0]
  return {
    name,
    from,
    to,
    ...(way && { count: way.length }),
    ...(first !== undefined && { direction: first }),
  }
}
