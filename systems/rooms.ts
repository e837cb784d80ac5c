import { hasComponent } from 'bitecs'
import { Abroad } from '#components/abroad.ts'
import { Described } from '#components/described.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Room } from '#components/room.ts'
import { type Plan, roomUidOf } from './atlas.ts'
import { bear } from './spawn.ts'
import type { Zone } from './zone.ts'

/** Makes an entity of what a builder says of a room, without its exits and details. */
export function makeRoom(zone: Zone, { room, area }: Plan): Entity {
  const entity = bear(zone, roomUidOf(room), room.id)
  attach(zone.world, entity, Described, { name: room.name })
  attach(zone.world, entity, Room, {
    number: room.number,
    area: area.name,
    environment: room.environment,
    x: room.coordinates[0],
    y: room.coordinates[1],
    z: room.coordinates[2],
    dark: Number(room.dark),
    outdoors: Number(room.outdoors ?? false),
    peaceful: Number(room.peaceful ?? false),
    landmark: room.landmark ?? '',
    description: room.description,
  })
  return entity
}

/**
 * The room with that full id, in whichever zone. One that is another zone's is `Abroad`: who is
 * moved there and shown it goes over to that zone.
 */
export function roomNamed(zone: Zone, id: string): Entity | undefined {
  return zone.rooms.get(id) ?? foreignRoom(zone, zone.atlas.byId.get(id))
}

/** The room with that uid, in whichever zone. */
export function roomWithUid(zone: Zone, uid: number): Entity | undefined {
  return zone.byUid.get(uid) ?? foreignRoom(zone, zone.atlas.byUid.get(uid))
}

function foreignRoom(zone: Zone, plan: Plan | undefined): Entity | undefined {
  if (plan === undefined) return undefined
  const known = zone.byUid.get(roomUidOf(plan.room))
  if (known !== undefined) return known
  const room = makeRoom(zone, plan)
  attach(zone.world, room, Abroad, { zone: plan.area.zone })
  return room
}

/** The zone that `room` is in, if that is another; undefined of rooms of this zone. */
export function foreignZoneOf(zone: Zone, room: Entity): string | undefined {
  return hasComponent(zone.world, room, Abroad) ? Abroad.zone[room]! : undefined
}

/** Whether `room` is in another zone of which nothing has been heard lately. */
export function isLostInMist(zone: Zone, room: Entity): boolean {
  const other = foreignZoneOf(zone, room)
  return other !== undefined && zone.neighbours.isAway(other)
}
