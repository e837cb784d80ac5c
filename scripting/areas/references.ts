import type { AreaDefinition, ResetContent, Source } from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'
import { type Lookup, local, lookupIn } from './lookup.ts'
import { mobileErrors, questErrors } from './referencesOfRules.ts'

/** Finds ids that no file defines, ids defined twice over, and a start that is not one room. */
export function findBrokenReferences(reading: AreaReading): AreaError[] {
  const lookup = lookupIn(reading)
  const zones = new Map(
    reading.areas.flatMap(({ rooms, zone }) => rooms.map(({ id }) => [id, zone] as const)),
  )
  return [
    ...reading.areas.flatMap((area) => [
      ...exitErrors(zones, area, lookup),
      ...keyErrors(reading, area, lookup),
      ...resetErrors(reading, area, lookup),
      ...refugeErrors(reading, area, lookup),
      ...mobileErrors(reading, area, lookup),
      ...questErrors(reading, area, lookup),
    ]),
    ...startErrors(reading, lookup),
    ...numberErrors(reading.areas),
  ]
}

/** Zones by the full ids of their rooms. */
type RoomZones = ReadonlyMap<string, string>

function exitErrors(zones: RoomZones, area: AreaDefinition, lookup: Lookup): AreaError[] {
  return area.rooms.flatMap((room) =>
    room.exits.flatMap(({ direction, to, door, source }) => {
      const start = `Cannot load area "${area.id}": room "${local(room.id)}" leads ${direction} to `
      const missing = lookup('room', to)
      if (missing !== undefined) {
        return new AreaError('AREA_EXIT_UNKNOWN_ROOM', start + missing, source)
      }
      const zone = zones.get(to) ?? area.zone
      // Each of two zones has its own time: they could not agree on whether it is open.
      if (door === undefined || zone === area.zone) return []
      const sentence = `${start}"${to}" of zone "${zone}", and a way to another zone has no door`
      return new AreaError('AREA_DOOR_BETWEEN_ZONES', sentence, source)
    }),
  )
}

function keyErrors(reading: AreaReading, area: AreaDefinition, lookup: Lookup): AreaError[] {
  const ofDoors = area.rooms.flatMap((room) =>
    room.exits.flatMap(({ door, source }) => {
      if (door?.key === undefined) return []
      const written = reading.sources.get(door) ?? source
      return { name: `door "${door.name}"`, key: door.key, source: written }
    }),
  )
  const ofContainers = area.items.flatMap(({ id, container, source }) =>
    container?.key === undefined
      ? []
      : {
          name: `container "${local(id)}"`,
          key: container.key,
          source: reading.sources.get(container) ?? source,
        },
  )
  const seen = new Set<string>() // both sides of a door name one key
  return [...ofDoors, ...ofContainers].flatMap(({ name, key, source }) => {
    const missing = lookup('item', key)
    const place = `${source.file}:${source.line} ${key}`
    const isHere = source.file.startsWith(`${area.id}/`) // else the other side's area tells of it
    if (missing === undefined || seen.has(place) || !isHere) return []
    seen.add(place)
    const sentence = `Cannot load area "${area.id}": ${name} has the key ${missing}`
    return new AreaError('AREA_KEY_UNKNOWN_ITEM', sentence, source)
  })
}

function resetErrors(reading: AreaReading, area: AreaDefinition, lookup: Lookup): AreaError[] {
  const start = `Cannot load area "${area.id}": a reset`
  return area.resets.flatMap(({ room, kind, prefab, contains, source }) => {
    const errors: AreaError[] = []
    const add = (code: string, says: string | undefined, source: Source) => {
      if (says !== undefined) errors.push(new AreaError(code, `${start} ${says}`, source))
    }
    const missingRoom = lookup('room', room)
    add('AREA_RESET_UNKNOWN_ROOM', missingRoom && `is of room ${missingRoom}`, source)
    const missing = prefab === '' ? undefined : lookup(kind, prefab)
    const code = kind === 'item' ? 'AREA_RESET_UNKNOWN_ITEM' : 'AREA_RESET_UNKNOWN_MOBILE'
    add(code, missing && `of room "${local(room)}" brings ${kind} ${missing}`, source)
    for (const content of contentsIn(contains)) {
      const missingItem = content.item === '' ? undefined : lookup('item', content.item)
      const says = missingItem && `of room "${local(room)}" brings item ${missingItem}`
      add('AREA_RESET_UNKNOWN_ITEM', says, reading.sources.get(content) ?? source)
    }
    return errors
  })
}

function contentsIn(contents: readonly ResetContent[]): ResetContent[] {
  return contents.flatMap((content) => [content, ...contentsIn(content.contains)])
}

function startErrors(reading: AreaReading, lookup: Lookup): AreaError[] {
  const starts = reading.areas.flatMap((area) => {
    const source = reading.sources.get(area) ?? { file: area.id, line: 1 }
    return area.start === undefined ? [] : { area, start: area.start, source }
  })
  const [first, second] = starts
  if (first === undefined && reading.brokenAreas.size === 0) {
    const source = { file: `${reading.areas[0]?.id ?? '.'}/area.yaml`, line: 1 }
    const sentence = 'Cannot load areas: none names the "start" room where new characters wake'
    return [new AreaError('AREA_START_MISSING', sentence, source)]
  }
  if (second !== undefined) {
    const sentence =
      `Cannot load area "${second.area.id}": it names the start "${second.start}", ` +
      `but area "${first?.area.id}" names "${first?.start}" already`
    return [new AreaError('AREA_START_TWICE', sentence, second.source)]
  }
  const missing = first && lookup('room', first.start)
  if (missing === undefined) return []
  const sentence = `Cannot load area "${first?.area.id}": its start is room ${missing}`
  return [
    new AreaError('AREA_START_UNKNOWN_ROOM', sentence, first?.source ?? { file: '', line: 1 }),
  ]
}

function refugeErrors(reading: AreaReading, area: AreaDefinition, lookup: Lookup): AreaError[] {
  const missing = area.refuge === undefined ? undefined : lookup('room', area.refuge)
  if (missing === undefined) return []
  const source = reading.refuges.get(area) ?? { file: area.id, line: 1 }
  const sentence = `Cannot load area "${area.id}": its refuge is room ${missing}`
  return [new AreaError('AREA_REFUGE_UNKNOWN_ROOM', sentence, source)]
}

function numberErrors(areas: readonly AreaDefinition[]): AreaError[] {
  const owners = new Map<number, string>()
  return areas.flatMap((area) =>
    area.rooms.flatMap(({ id, number, source }) => {
      const owner = owners.get(number)
      owners.set(number, id)
      if (owner === undefined) return []
      const sentence =
        `Cannot load area "${area.id}": rooms "${owner}" and "${id}" have the same number ` +
        `${number}; give one of them another with "number:"`
      return new AreaError('AREA_ROOM_NUMBER_TWICE', sentence, source)
    }),
  )
}
