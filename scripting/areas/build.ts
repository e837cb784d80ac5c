import {
  type AreaDefinition,
  type ContainerDefinition,
  DIRECTIONS,
  type DoorDefinition,
  type ExitDefinition,
  type ItemDefinition,
  type MobileDefinition,
  type ResetContent,
  type ResetDefinition,
  type RoomDefinition,
  type Source,
  type ThingDefinition,
} from '#components/definition.ts'
import type { AreaError } from './areaError.ts'
import { hangDoors } from './doors.ts'
import { roomNumber } from './roomNumber.ts'
import {
  type AreaShape,
  type ContentShape,
  type DoorShape,
  type ItemShape,
  type MobileShape,
  type ResetShape,
  type RoomShape,
  wordsOfDetail,
} from './schema.ts'

const RESET_SECONDS = 900
const SPEAKS_EVERY_SECONDS = 60

/** Words of a name that nobody would call a thing by. */
const SMALL_WORDS = new Set(
  'a an the some of in on at with and to for from by his her its their my your'.split(' '),
)

/** One entry of a file; `shape` is absent when it is faulty. */
export interface Entry<Shape> {
  id: string
  shape: Shape | undefined
  sourceOf(...path: readonly PropertyKey[]): Source
}

/** One area's files, read and checked for shape only. */
export interface AreaParts {
  id: string
  /** Where its start is named, or would be. */
  source: Source
  /** A file could not be read at all, so what it defines is unknown. */
  broken: boolean
  area: AreaShape | undefined
  rooms: readonly Entry<RoomShape>[]
  items: readonly Entry<ItemShape>[]
  mobiles: readonly Entry<MobileShape>[]
  resets: readonly Entry<readonly ResetShape[]>[]
}

/** All areas as far as they can be read, and what a checker needs to know besides. */
export interface AreaReading {
  areas: AreaDefinition[]
  errors: AreaError[]
  /** Ids of areas of which a file could not be read at all. */
  brokenAreas: ReadonlySet<string>
  /** Full ids that the files define, faulty ones included. */
  declared: Readonly<Record<'rooms' | 'items' | 'mobiles', ReadonlySet<string>>>
  /**
   * Where parts that have no `source` were written: areas, details, doors,
   * containers and contents.
   */
  sources: ReadonlyMap<object, Source>
  /** Exits whose builder says that nothing leads back. */
  oneWay: ReadonlySet<ExitDefinition>
  /** Exits whose builder says that they end elsewhere than their direction points. */
  winding: ReadonlySet<ExitDefinition>
}

interface Notes {
  sources: Map<object, Source>
  oneWay: Set<ExitDefinition>
  winding: Set<ExitDefinition>
  mobiles: ReadonlySet<string>
}

/** Makes definitions of what the files say: full ids, defaults, both sides of each door. */
export function buildAreas(parts: readonly AreaParts[], errors: AreaError[]): AreaReading {
  const declared = {
    rooms: idsOf(parts, 'rooms'),
    items: idsOf(parts, 'items'),
    mobiles: idsOf(parts, 'mobiles'),
  }
  const notes: Notes = {
    sources: new Map(),
    oneWay: new Set(),
    winding: new Set(),
    mobiles: declared.mobiles,
  }
  const areas = parts.map((each) => buildArea(each, notes))
  hangDoors(areas, notes.sources)
  markKeys(areas)
  const brokenAreas = new Set(parts.filter((each) => each.broken).map((each) => each.id))
  return { areas, errors, brokenAreas, declared, ...notes }
}

function idsOf(parts: readonly AreaParts[], kind: 'rooms' | 'items' | 'mobiles') {
  return new Set(parts.flatMap((area) => area[kind].map(({ id }) => fullId(area.id, id))))
}

function fullId(areaId: string, id: string): string {
  return id.includes(':') ? id : `${areaId}:${id}`
}

function buildArea(parts: AreaParts, notes: Notes): AreaDefinition {
  const { id, area: shape } = parts
  const area: AreaDefinition = {
    id,
    name: shape?.name ?? id,
    zone: shape?.zone ?? id,
    resetSeconds: shape?.reset ?? RESET_SECONDS,
    ...(shape?.start !== undefined && { start: fullId(id, shape.start) }),
    rooms: parts.rooms.flatMap((entry) => buildRoom(id, entry, notes)),
    items: parts.items.flatMap((entry) => buildItem(id, entry, notes)),
    mobiles: parts.mobiles.flatMap((entry) => buildMobile(id, entry)),
    resets: parts.resets.flatMap((entry) => buildResets(id, entry, notes)),
  }
  notes.sources.set(area, parts.source)
  return area
}

function buildRoom(areaId: string, entry: Entry<RoomShape>, notes: Notes): RoomDefinition[] {
  const { shape } = entry
  if (shape === undefined) return []
  const id = fullId(areaId, entry.id)
  const details = Object.entries(shape.details).map(([key, text]) => {
    const detail = { words: wordsOfDetail(key), text }
    notes.sources.set(detail, entry.sourceOf('details', key))
    return detail
  })
  const { name, description, environment, dark, at } = shape
  const number = shape.number ?? roomNumber(id)
  const exits = buildExits(areaId, entry, shape, notes)
  const source = entry.sourceOf()
  const room = { id, number, name, description, environment, coordinates: at, dark }
  return [{ ...room, exits, details, source }]
}

function buildExits(areaId: string, entry: Entry<RoomShape>, room: RoomShape, notes: Notes) {
  return DIRECTIONS.flatMap((direction): ExitDefinition[] => {
    const shape = room.exits[direction]
    if (shape === undefined) return []
    const door = shape.door && buildDoor(areaId, shape.door)
    const source = entry.sourceOf('exits', direction)
    const exit = { direction, to: fullId(areaId, shape.to), ...(door && { door }), source }
    if (door) notes.sources.set(door, entry.sourceOf('exits', direction, 'door'))
    if (shape.oneWay) notes.oneWay.add(exit)
    if (shape.winding) notes.winding.add(exit)
    return [exit]
  })
}

function buildDoor(areaId: string, shape: DoorShape): DoorDefinition {
  const { name, closed, locked, key } = shape
  const door = { name, words: wordsFor(shape), closed: closed || locked, locked }
  return key === undefined ? door : { ...door, key: fullId(areaId, key) }
}

function buildThing(areaId: string, id: string, shape: ItemShape | MobileShape, source: Source) {
  const { name, description } = shape
  const here = shape.here ?? `${name.charAt(0).toUpperCase()}${name.slice(1)} is here.`
  const words = wordsFor(shape)
  const thing: ThingDefinition = { id: fullId(areaId, id), name, words, here, description, source }
  return thing
}

function buildItem(areaId: string, entry: Entry<ItemShape>, notes: Notes): ItemDefinition[] {
  const { id, shape } = entry
  if (shape === undefined) return []
  const container = shape.container && buildContainer(areaId, shape.container)
  if (container) notes.sources.set(container, entry.sourceOf('container'))
  const item = {
    ...buildThing(areaId, id, shape, entry.sourceOf()),
    weightGrams: Math.round(shape.weight),
    fixed: shape.fixed,
    light: shape.light,
    isKey: shape.key ?? false,
    ...(shape.wear && { wear: shape.wear }),
    ...(container && { container }),
    ...(shape.text !== undefined && { text: shape.text }),
  }
  return [item]
}

function buildContainer(
  areaId: string,
  shape: NonNullable<ItemShape['container']>,
): ContainerDefinition {
  const { locked, key } = shape
  const closed = locked || (shape.closed ?? false)
  const closes = shape.closes ?? (closed || key !== undefined)
  const container = { capacityGrams: Math.round(shape.capacity), closes, closed, locked }
  return key === undefined ? container : { ...container, key: fullId(areaId, key) }
}

function buildMobile(areaId: string, entry: Entry<MobileShape>): MobileDefinition[] {
  const { id, shape } = entry
  if (shape === undefined) return []
  const { lines } = shape
  const speaks = shape.speaks ?? (lines.length > 0 ? SPEAKS_EVERY_SECONDS : undefined)
  const mobile = {
    ...buildThing(areaId, id, shape, entry.sourceOf()),
    lines,
    ...(shape.wanders !== undefined && { wandersEverySeconds: shape.wanders }),
    ...(speaks !== undefined && { speaksEverySeconds: speaks }),
  }
  return [mobile]
}

function buildResets(areaId: string, entry: Entry<readonly ResetShape[]>, notes: Notes) {
  const room = fullId(areaId, entry.id)
  return (entry.shape ?? []).map((shape, index): ResetDefinition => {
    const prefab = fullId(areaId, shape.mobile ?? shape.item ?? shape.thing ?? '')
    const isMobile = shape.mobile ?? (shape.thing && notes.mobiles.has(prefab))
    const kind = isMobile ? 'mobile' : 'item'
    const contains = (['wears', 'carries', 'contains'] as const).flatMap((manner) =>
      shape[manner].map((each, at) => {
        const sourceOf = (...path: PropertyKey[]) => entry.sourceOf(index, manner, at, ...path)
        return buildContent(areaId, each, manner === 'wears', sourceOf, notes)
      }),
    )
    return { room, kind, prefab, max: shape.max, contains, source: entry.sourceOf(index) }
  })
}

function buildContent(
  areaId: string,
  shape: ContentShape,
  worn: boolean,
  sourceOf: Entry<unknown>['sourceOf'],
  notes: Notes,
): ResetContent {
  const contains = shape.contains.map((each, at) => {
    const sourceOfInner = (...path: PropertyKey[]) => sourceOf('contains', at, ...path)
    return buildContent(areaId, each, false, sourceOfInner, notes)
  })
  const content = { item: fullId(areaId, shape.item), worn, contains }
  notes.sources.set(content, sourceOf())
  return content
}

/** The words that a thing answers to: those given, or those of its name. */
function wordsFor(shape: { name: string; words?: string[] | undefined; also: string[] }): string[] {
  const ofName = shape.name.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  const parts = ofName.flatMap((word) => [word, ...(word.includes('-') ? word.split('-') : [])])
  const words = shape.words ?? parts.filter((word) => word !== '' && !SMALL_WORDS.has(word))
  return [...new Set([...words, ...shape.also])]
}

/** Whatever opens something is a key, whether or not its builder says so. */
function markKeys(areas: readonly AreaDefinition[]): void {
  const doors = areas.flatMap((area) =>
    area.rooms.flatMap((room) => room.exits.map((exit) => exit.door?.key)),
  )
  const containers = areas.flatMap((area) => area.items.map((item) => item.container?.key))
  const keys = new Set([...doors, ...containers])
  for (const item of areas.flatMap((area) => area.items)) item.isKey ||= keys.has(item.id)
}
