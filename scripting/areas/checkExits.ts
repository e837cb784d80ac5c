import type {
  AreaDefinition,
  Direction,
  DoorDefinition,
  ExitDefinition,
  RoomDefinition,
} from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'
import { leadsBack } from './doors.ts'

type Steps = readonly [x: number, y: number, z: number]

/** `in` and `out` are absent: they may lead anywhere. */
const STEPS: Readonly<Partial<Record<Direction, Steps>>> = {
  north: [0, 1, 0],
  south: [0, -1, 0],
  east: [1, 0, 0],
  west: [-1, 0, 0],
  northeast: [1, 1, 0],
  northwest: [-1, 1, 0],
  southeast: [1, -1, 0],
  southwest: [-1, -1, 0],
  up: [0, 0, 1],
  down: [0, 0, -1],
}

/** Finds exits without a way back, doors whose sides disagree, and maps that cannot be drawn. */
export function checkExits(reading: AreaReading): AreaError[] {
  const rooms = new Map(reading.areas.flatMap((area) => area.rooms).map((room) => [room.id, room]))
  return reading.areas.flatMap((area) => [
    ...area.rooms.flatMap((room) =>
      room.exits.flatMap((exit) => {
        const target = rooms.get(exit.to)
        if (target === undefined) return [] // told of as a broken reference, or itself faulty
        return [
          ...wayBackFindings(reading, room, exit, target),
          ...doorFindings(reading, room, exit, target),
          ...directionFindings(reading, room, exit, target),
        ]
      }),
    ),
    ...spotFindings(area),
  ])
}

function wayBackFindings(
  reading: AreaReading,
  room: RoomDefinition,
  exit: ExitDefinition,
  target: RoomDefinition,
): AreaError[] {
  if (reading.oneWay.has(exit)) return []
  const back = target.exits.filter(({ to }) => to === room.id)
  if (back.some((each) => leadsBack(each, room.id, exit.direction))) return []
  const ways = `room "${room.id}" leads ${exit.direction} to "${target.id}"`
  const [other] = back
  if (other === undefined) {
    const sentence = `${ways}, and nothing leads back; say "oneWay: true" if that is meant`
    return [new AreaError('AREA_EXIT_ONE_WAY', sentence, exit.source)]
  }
  if (reading.winding.has(exit) || reading.winding.has(other)) return []
  const sentence = `${ways}, and the way back is ${other.direction}; say "winding: true" if meant`
  return [new AreaError('AREA_EXIT_WINDING', sentence, exit.source)]
}

function doorFindings(
  reading: AreaReading,
  room: RoomDefinition,
  exit: ExitDefinition,
  target: RoomDefinition,
): AreaError[] {
  const back = target.exits.find((each) => leadsBack(each, room.id, exit.direction))
  if (!exit.door || !back?.door || room.id > target.id) return [] // told once, not from both sides
  const differences = doorDifferences(exit.door, back.door)
  if (differences.length === 0) return []
  const sentence =
    `the door between "${room.id}" and "${target.id}" has sides that differ in ` +
    `${differences.join(' and ')}; write it on one side only`
  const source = reading.sources.get(back.door) ?? back.source
  return [new AreaError('AREA_DOOR_SIDES', sentence, source)]
}

function doorDifferences(a: DoorDefinition, b: DoorDefinition): string[] {
  const fields = ['name', 'closed', 'locked', 'key'] as const
  const differences: string[] = fields.filter((field) => a[field] !== b[field])
  return a.words.join() === b.words.join() ? differences : [...differences, 'words']
}

function directionFindings(
  reading: AreaReading,
  room: RoomDefinition,
  exit: ExitDefinition,
  target: RoomDefinition,
): AreaError[] {
  const steps = STEPS[exit.direction]
  if (!steps || reading.winding.has(exit)) return []
  if (areaOf(room.id) !== areaOf(target.id)) return [] // each area has a map of its own
  const [x, y, z] = room.coordinates
  const [tx, ty, tz] = target.coordinates
  if (points([tx - x, ty - y, tz - z], steps)) return []
  const sentence =
    `room "${room.id}" at [${x}, ${y}, ${z}] leads ${exit.direction} to "${target.id}" ` +
    `at [${tx}, ${ty}, ${tz}], which lies elsewhere; say "winding: true" if that is meant`
  return [new AreaError('AREA_EXIT_DIRECTION', sentence, exit.source)]
}

/** Whether `way` is one or more whole `steps`. */
function points(way: Steps, steps: Steps): boolean {
  const distance = Math.max(...way.map(Math.abs))
  return distance > 0 && way.every((each, axis) => each === (steps[axis] ?? 0) * distance)
}

function spotFindings(area: AreaDefinition): AreaError[] {
  const spots = new Map<string, RoomDefinition>()
  return area.rooms.flatMap((room) => {
    const spot = room.coordinates.join(', ')
    const other = spots.get(spot)
    spots.set(spot, room)
    if (other === undefined) return []
    const sentence = `room "${room.id}" lies at [${spot}] like room "${other.id}"`
    return [new AreaError('AREA_ROOM_SAME_SPOT', sentence, room.source)]
  })
}

function areaOf(id: string): string {
  return id.slice(0, id.indexOf(':'))
}
