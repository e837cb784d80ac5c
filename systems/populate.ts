import type {
  AreaDefinition,
  DetailDefinition,
  DoorDefinition,
  ExitDefinition,
  RoomDefinition,
} from '#components/definition.ts'
import { OPPOSITE } from '#components/definition.ts'
import { Described } from '#components/described.ts'
import { Door } from '#components/door.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Hidden } from '#components/hidden.ts'
import { Lore } from '#components/lore.ts'
import { Overhead } from '#components/overhead.ts'
import { Room } from '#components/room.ts'
import { atlasOf } from './atlas.ts'
import { moveTo } from './containment.ts'
import { makeRoom, roomNamed } from './rooms.ts'
import { bear } from './spawn.ts'
import type { Zone } from './zone.ts'

/**
 * What rules need of `areas` besides the places: definitions by full id, where all rooms are, and
 * what resets bring.
 *
 * @param own  those of the zone: of the others nothing is brought
 */
export function definitionsOf(
  areas: readonly AreaDefinition[],
  own: readonly AreaDefinition[],
): Pick<Zone, 'items' | 'mobiles' | 'quests' | 'resets' | 'areas' | 'atlas'> {
  let firstIndex = 0
  const resets = own.map(({ id, resetSeconds, resets: brought }) => {
    const plan = { area: id, everySeconds: resetSeconds, resets: brought, firstIndex }
    firstIndex += brought.length
    return plan
  })
  return {
    items: new Map(areas.flatMap(({ items }) => items.map((item) => [item.id, item]))),
    mobiles: new Map(areas.flatMap(({ mobiles }) => mobiles.map((mobile) => [mobile.id, mobile]))),
    quests: new Map(areas.flatMap(({ quests = [] }) => quests.map((quest) => [quest.id, quest]))),
    resets,
    areas: new Map(areas.map((area) => [area.name, area])),
    atlas: atlasOf(areas),
  }
}

/**
 * Makes the rooms, exits, doors and details of `areas`, which are those of the zone.
 *
 * Rooms and exits are reborn alike with each start, so their uids come from their names: a room's
 * follows from its number, and those of its exits do, too. Such uids lie below 2^36, as those of
 * characters do; all others above.
 */
export function populate(zone: Zone, areas: readonly AreaDefinition[]): void {
  for (const area of areas) {
    for (const room of area.rooms) zone.rooms.set(room.id, furnishRoom(zone, area, room))
  }
  const exits = new Map<string, Entity>()
  for (const { rooms } of areas) for (const room of rooms) makeExits(zone, room, exits)
  for (const { rooms } of areas) for (const room of rooms) pairExits(room, exits)
}

const EXIT_UIDS = 2 ** 32

/** A room has at most twelve exits; with sixteen places each, all their uids stay below 2^36. */
const EXIT_PLACES = 16

function furnishRoom(zone: Zone, area: AreaDefinition, room: RoomDefinition): Entity {
  const entity = makeRoom(zone, { room, area })
  if (room.outdoors) attach(zone.world, entity, Overhead, { daytime: 'day', weather: 'clear' })
  for (const detail of room.details) makeDetail(zone, entity, detail)
  return entity
}

function makeDetail(zone: Zone, room: Entity, detail: DetailDefinition): void {
  const entity = bear(zone)
  attach(zone.world, entity, Lore, {
    words: detail.words.join(' '),
    description: detail.text,
  })
  moveTo(zone, entity, room)
}

function makeExits(zone: Zone, room: RoomDefinition, exits: Map<string, Entity>): void {
  const from = zone.rooms.get(room.id)!
  room.exits.forEach((definition, i) => {
    const exit = bear(zone, EXIT_UIDS + room.number * EXIT_PLACES + i)
    const to = roomNamed(zone, definition.to)!
    const { direction, door } = definition
    attach(zone.world, exit, Exit, { direction, to, toNumber: Room.number[to]! })
    if (door) hangDoor(zone, exit, door)
    if (definition.hidden) attach(zone.world, exit, Hidden, { room: from })
    else moveTo(zone, exit, from)
    exits.set(exitKey(room.id, definition), exit)
  })
}

function exitKey(from: string, { to, direction }: ExitDefinition): string {
  return `${from} ${direction} ${to}`
}

function hangDoor(zone: Zone, exit: Entity, door: DoorDefinition): void {
  const closed = Number(door.closed)
  const locked = Number(door.locked)
  attach(zone.world, exit, Described, { name: door.name })
  attach(zone.world, exit, Lore, { words: door.words.join(' ') })
  attach(zone.world, exit, Door, {
    closed,
    locked,
    key: door.key ?? '',
    resetClosed: closed,
    resetLocked: locked,
  })
}

/** The two sides of a passage that both have a door share it. */
function pairExits(room: RoomDefinition, exits: Map<string, Entity>): void {
  for (const definition of room.exits) {
    if (!definition.door) continue
    const exit = exits.get(exitKey(room.id, definition))!
    const back = backOf(room, definition, exits)
    if (back !== undefined) Exit.opposite[exit] = back
  }
}

function backOf(
  room: RoomDefinition,
  { to, direction }: ExitDefinition,
  exits: Map<string, Entity>,
): Entity | undefined {
  return exits.get(`${to} ${OPPOSITE[direction]} ${room.id}`)
}
