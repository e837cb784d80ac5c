import type { RoomDefinition } from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'
import { canPass, type Reach, solve, type World } from './solver.ts'

/** Finds rooms and keys out of reach, ways of no return, and darkness without a light. */
export function checkReach(reading: AreaReading, world: World, reach: Reach): AreaError[] {
  return [
    ...roomFindings(world, reach),
    ...barFindings(world, reach),
    ...returnFindings(reading, world, reach),
    ...doorFindings(reading, world, reach),
    ...containerFindings(reading, world, reach),
    ...darkFindings(world, reach),
  ]
}

function roomFindings(world: World, reach: Reach): AreaError[] {
  const missed = [...world.rooms.values()].filter((room) => !reach.rooms.has(room.id))
  if (missed.length === 0) return []
  const without = [
    {
      hindrances: { locks: false, bars: true },
      why: 'every way to it is locked, and no key to a lock on the way can be had',
    },
    {
      hindrances: { locks: true, bars: false },
      why: 'every way to it is barred by somebody whom nobody can beat',
    },
    {
      hindrances: { locks: false, bars: false },
      why: 'every way to it is locked or barred for good',
    },
  ].map(({ hindrances, why }) => ({ rooms: solve(world, hindrances).rooms, why }))
  return missed.map(({ id, source }) => {
    const why = without.find(({ rooms }) => rooms.has(id))?.why ?? 'no exits lead to it'
    const sentence = `room "${id}" cannot be reached from the start "${world.start}": ${why}`
    return new AreaError('AREA_ROOM_UNREACHABLE', sentence, source)
  })
}

function barFindings(world: World, reach: Reach): AreaError[] {
  return [...world.barring].flatMap(([{ direction }, mobiles]) =>
    mobiles.flatMap((id) => {
      const mobile = world.mobiles.get(id)
      if (mobile === undefined || reach.beaten.has(id) || !reach.mobiles.has(id)) return []
      const sentence = `mobile "${id}" bars the way ${direction}, and nobody can beat it`
      return [new AreaError('AREA_BAR_FOR_EVER', sentence, mobile.source)]
    }),
  )
}

/** Whoever comes to a place must be able to walk back: to the start, or to a refuge. */
function returnFindings({ areas }: AreaReading, world: World, reach: Reach): AreaError[] {
  const back = new Set([world.start, ...areas.flatMap(({ refuge }) => refuge ?? [])])
  const waysTo = new Map<string, string[]>()
  for (const room of roomsIn(world, reach)) {
    for (const exit of room.exits.filter((each) => canPass(world, reach, each))) {
      const ways = waysTo.get(exit.to)
      if (ways) ways.push(room.id)
      else waysTo.set(exit.to, [room.id])
    }
  }
  // A Set's loop meets what is added in it.
  for (const id of back) for (const from of waysTo.get(id) ?? []) back.add(from)
  return roomsIn(world, reach)
    .filter(({ id }) => !back.has(id))
    .map(({ id, source }) => {
      const sentence = `from room "${id}" no way leads back to the start "${world.start}"`
      return new AreaError('AREA_ROOM_NO_RETURN', sentence, source)
    })
}

function roomsIn(world: World, reach: Reach): RoomDefinition[] {
  return [...world.rooms.values()].filter(({ id }) => reach.rooms.has(id))
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
