import {
  type AreaDefinition,
  DIRECTIONS,
  type DoorDefinition,
  type ExitDefinition,
  type ResetContent,
  type ResetDefinition,
  type RoomDefinition,
  type Source,
} from '#components/definition.ts'
import type { AreaError } from './areaError.ts'
import { type Entry, fullId, given, wordsFor } from './buildParts.ts'
import { buildQuest } from './buildQuests.ts'
import { buildItem, buildMobile } from './buildThings.ts'
import { hangDoors } from './doors.ts'
import { roomNumber } from './roomNumber.ts'
import type { AreaShape, ContentShape, DoorShape, ResetShape, RoomShape } from './schema.ts'
import { wordsOfKey } from './schemaParts.ts'
import type { QuestShape } from './schemaQuests.ts'
import type { ItemShape, MobileShape } from './schemaThings.ts'

const RESET_SECONDS = 900

/** One area's files, read and checked for shape only. */
export interface AreaParts {
  id: string
  /** Where its start is named, or would be. */
  source: Source
  /** Where its refuge is named, or would be. */
  refugeSource: Source
  /** A file could not be read at all, so what it defines is unknown. */
  broken: boolean
  area: AreaShape | undefined
  rooms: readonly Entry<RoomShape>[]
  items: readonly Entry<ItemShape>[]
  mobiles: readonly Entry<MobileShape>[]
  resets: readonly Entry<readonly ResetShape[]>[]
  quests: readonly Entry<QuestShape>[]
}

/** What has ids of its own. */
type Kinds = 'rooms' | 'items' | 'mobiles' | 'quests'

/** All areas as far as they can be read, and what a checker needs to know besides. */
export interface AreaReading {
  areas: AreaDefinition[]
  errors: AreaError[]
  /** Ids of areas of which a file could not be read at all. */
  brokenAreas: ReadonlySet<string>
  /** Full ids that the files define, faulty ones included. */
  declared: Readonly<Record<Kinds, ReadonlySet<string>>>
  /**
   * Where parts that have no `source` were written: areas, details, doors, containers, contents,
   * topics, fights, loot, shops, and the steps and rewards of quests.
   */
  sources: ReadonlyMap<object, Source>
  /** Where areas name their refuge. */
  refuges: ReadonlyMap<AreaDefinition, Source>
  /** Exits whose builder says that nothing leads back. */
  oneWay: ReadonlySet<ExitDefinition>
  /** Exits whose builder says that they end elsewhere than their direction points. */
  winding: ReadonlySet<ExitDefinition>
}

interface Notes {
  sources: Map<object, Source>
  refuges: Map<AreaDefinition, Source>
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
    quests: idsOf(parts, 'quests'),
  }
  const notes: Notes = {
    sources: new Map(),
    refuges: new Map(),
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

function idsOf(parts: readonly AreaParts[], kind: Kinds) {
  return new Set(parts.flatMap((area) => area[kind].map(({ id }) => fullId(area.id, id))))
}

function buildArea(parts: AreaParts, notes: Notes): AreaDefinition {
  const { id, area: shape } = parts
  const area: AreaDefinition = {
    id,
    name: shape?.name ?? id,
    zone: shape?.zone ?? id,
    resetSeconds: shape?.reset ?? RESET_SECONDS,
    ...(shape?.start !== undefined && { start: fullId(id, shape.start) }),
    ...(shape?.refuge !== undefined && { refuge: fullId(id, shape.refuge) }),
    ...(shape?.levels && { levels: shape.levels }),
    rooms: parts.rooms.flatMap((entry) => buildRoom(id, entry, notes)),
    items: parts.items.flatMap((entry) => buildItem(id, entry, notes.sources)),
    mobiles: parts.mobiles.flatMap((entry) => buildMobile(id, entry, notes.sources)),
    resets: parts.resets.flatMap((entry) => buildResets(id, entry, notes)),
    ...(parts.quests.length > 0 && {
      quests: parts.quests.flatMap((entry) => buildQuest(id, entry, notes.sources)),
    }),
  }
  notes.sources.set(area, parts.source)
  notes.refuges.set(area, parts.refugeSource)
  return area
}

function buildRoom(areaId: string, entry: Entry<RoomShape>, notes: Notes): RoomDefinition[] {
  const { shape } = entry
  if (shape === undefined) return []
  const id = fullId(areaId, entry.id)
  const details = Object.entries(shape.details).map(([key, text]) => {
    const detail = { words: wordsOfKey(key), text }
    notes.sources.set(detail, entry.sourceOf('details', key))
    return detail
  })
  const { name, description, environment, dark, at, outdoors, peaceful, landmark } = shape
  const number = shape.number ?? roomNumber(id)
  const exits = buildExits(areaId, entry, shape, notes)
  const source = entry.sourceOf()
  const room = { id, number, name, description, environment, coordinates: at, dark }
  const rare = {
    ...(outdoors && { outdoors }),
    ...(peaceful && { peaceful }),
    ...given({ landmark }),
  }
  return [{ ...room, ...rare, exits, details, source }]
}

function buildExits(areaId: string, entry: Entry<RoomShape>, room: RoomShape, notes: Notes) {
  return DIRECTIONS.flatMap((direction): ExitDefinition[] => {
    const shape = room.exits[direction]
    if (shape === undefined) return []
    const door = shape.door && buildDoor(areaId, shape.door)
    const source = entry.sourceOf('exits', direction)
    const to = fullId(areaId, shape.to)
    const { hidden } = shape
    const exit = { direction, to, ...(door && { door }), ...(hidden && { hidden }), source }
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

function buildResets(areaId: string, entry: Entry<readonly ResetShape[]>, notes: Notes) {
  const room = fullId(areaId, entry.id)
  return (entry.shape ?? []).map((shape, index): ResetDefinition => {
    const local = shape.mobile ?? shape.item ?? shape.thing
    const prefab = local === undefined ? '' : fullId(areaId, local)
    const isMobile = shape.mobile ?? (shape.thing && notes.mobiles.has(prefab))
    const kind = isMobile ? 'mobile' : 'item'
    const contains = (['wears', 'carries', 'contains'] as const).flatMap((manner) =>
      shape[manner].map((each, at) => {
        const sourceOf = (...path: PropertyKey[]) => entry.sourceOf(index, manner, at, ...path)
        return buildContent(areaId, each, manner === 'wears', sourceOf, notes)
      }),
    )
    const { max, coins } = shape
    const source = entry.sourceOf(index)
    return { room, kind, prefab, ...given({ coins }), max, contains, source }
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
  const { coins } = shape
  const item = shape.item === undefined ? '' : fullId(areaId, shape.item)
  const content = { item, ...given({ coins }), worn, contains }
  notes.sources.set(content, sourceOf())
  return content
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
