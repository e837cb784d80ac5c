import type {
  ItemDefinition,
  ResetContent,
  ResetDefinition,
  RoomDefinition,
} from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'

/** What a new character could come by, given time and patience. */
interface Reach {
  rooms: Set<string>
  items: Set<string>
  /** Something among the items gives light. */
  light: boolean
}

interface World {
  start: string
  rooms: ReadonlyMap<string, RoomDefinition>
  items: ReadonlyMap<string, ItemDefinition>
  resets: readonly ResetDefinition[]
}

/**
 * Walks the world as a new character would: through every exit, through locked doors once their
 * key is had, taking all that lies open, is carried by somebody or lies in a container that can
 * be opened; in dark rooms only once there is a light. Finds rooms and keys out of reach.
 */
export function checkReach(reading: AreaReading): AreaError[] {
  const start = reading.areas.find((area) => area.start !== undefined)?.start
  if (start === undefined) return [] // told of as a broken reference
  const world: World = {
    start,
    rooms: new Map(reading.areas.flatMap((area) => area.rooms.map((room) => [room.id, room]))),
    items: new Map(reading.areas.flatMap((area) => area.items.map((item) => [item.id, item]))),
    resets: reading.areas.flatMap((area) => area.resets),
  }
  const reach = explore(world)
  const locksIgnored = walk(world, () => true)
  return [
    ...roomFindings(world, reach, locksIgnored),
    ...doorFindings(reading, world, reach),
    ...containerFindings(reading, world, reach),
    ...darkFindings(world, reach),
  ]
}

function explore(world: World): Reach {
  const reach: Reach = { rooms: new Set(), items: new Set(), light: false }
  let before = -1
  while (reach.rooms.size + reach.items.size > before) {
    before = reach.rooms.size + reach.items.size
    reach.rooms = walk(world, (key) => key !== undefined && reach.items.has(key))
    for (const reset of world.resets) {
      if (reach.rooms.has(reset.room)) gather(world, reach, reset)
    }
  }
  return reach
}

function walk(world: World, opens: (key: string | undefined) => boolean): Set<string> {
  const seen = new Set([world.start])
  for (const id of seen) {
    for (const { door, to } of world.rooms.get(id)?.exits ?? []) {
      if (!door?.locked || opens(door.key)) seen.add(to) // a Set's loop meets what is added in it
    }
  }
  return seen
}

function gather(world: World, reach: Reach, reset: ResetDefinition): void {
  const lit = reset.kind === 'item' && world.items.get(reset.prefab)?.light
  if (world.rooms.get(reset.room)?.dark && !reach.light && !lit) return
  if (reset.kind === 'item') {
    gatherItem(world, reach, { item: reset.prefab, contains: reset.contains })
  } else {
    for (const content of reset.contains) gatherItem(world, reach, content)
  }
}

function gatherItem(world: World, reach: Reach, content: Omit<ResetContent, 'worn'>): void {
  const item = world.items.get(content.item)
  if (item === undefined) return
  if (!item.fixed) {
    reach.items.add(item.id)
    reach.light ||= item.light
  }
  const { locked = false, key } = item.container ?? {}
  if (locked && !(key !== undefined && reach.items.has(key))) return
  for (const inner of content.contains) gatherItem(world, reach, inner)
}

function roomFindings(world: World, reach: Reach, locksIgnored: Set<string>): AreaError[] {
  const missed = [...world.rooms.values()].filter((room) => !reach.rooms.has(room.id))
  return missed.map(({ id, source }) => {
    const why = locksIgnored.has(id)
      ? 'every way to it is locked, and no key to a lock on the way can be had'
      : 'no exits lead to it'
    const sentence = `room "${id}" cannot be reached from the start "${world.start}": ${why}`
    return new AreaError('AREA_ROOM_UNREACHABLE', sentence, source)
  })
}

function doorFindings(reading: AreaReading, world: World, reach: Reach): AreaError[] {
  const told = new Set<string>() // a door has two sides
  return [...world.rooms.values()].flatMap((room) =>
    room.exits.flatMap(({ door, source: exitSource }) => {
      if (!door?.locked) return []
      const source = reading.sources.get(door) ?? exitSource
      const place = `${source.file}:${source.line}`
      if (told.has(place)) return []
      told.add(place)
      const owner = `door "${door.name}" of room "${room.id}"`
      return lockFindings(world, reach, owner, door.key, source)
    }),
  )
}

function containerFindings(reading: AreaReading, world: World, reach: Reach): AreaError[] {
  return [...world.items.values()].flatMap(({ id, container, source: itemSource }) => {
    if (!container?.locked) return []
    const source = reading.sources.get(container) ?? itemSource
    return lockFindings(world, reach, `container "${id}"`, container.key, source)
  })
}

function lockFindings(
  world: World,
  reach: Reach,
  owner: string,
  key: string | undefined,
  source: AreaError['source'],
): AreaError[] {
  if (key === undefined) {
    const sentence = `${owner} is locked and has no key`
    return [new AreaError('AREA_LOCK_WITHOUT_KEY', sentence, source)]
  }
  if (!world.items.has(key) || reach.items.has(key)) return []
  const sentence = `${owner} is locked, and its key "${key}" can be had nowhere within reach`
  return [new AreaError('AREA_KEY_UNREACHABLE', sentence, source)]
}

function darkFindings(world: World, reach: Reach): AreaError[] {
  if (reach.light) return []
  return [...world.rooms.values()]
    .filter(({ id, dark }) => dark && reach.rooms.has(id))
    .map(({ id, source }) => {
      const sentence = `room "${id}" is dark, and no light can be had within reach`
      return new AreaError('AREA_DARK_WITHOUT_LIGHT', sentence, source)
    })
}
