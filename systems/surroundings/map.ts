import { DIRECTIONS, type Direction } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Room } from '#components/room.ts'
import { roomOf } from '#systems/containment.ts'
import { exitsOf, isClosed } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

/** What lies about a room, as the events `map` and `automap` carry it: see EVENTS.md. */
export interface MapFields {
  /** Cells in a row. The viewer stands in the one in the middle. */
  width: number
  /** Row by row from the north, each from the west: 0, or what `cellOf` makes. */
  cells: number[]
  /** Environments, by the number in a cell less one. */
  terrains: string[]
}

/** Steps east and north that a way takes; ways that have none are marked, not walked. */
const STEPS: Readonly<Partial<Record<Direction, readonly [east: number, north: number]>>> = {
  north: [0, 1],
  east: [1, 0],
  south: [0, -1],
  west: [-1, 0],
  northeast: [1, 1],
  northwest: [-1, 1],
  southeast: [1, -1],
  southwest: [-1, -1],
}

/** Beyond so many kinds of terrain in one picture, the rest are drawn as the last. */
const TERRAINS_MAX = 15

const TERRAIN_BITS = 4
const WAY_BITS = 2
const WAY_OPEN = 1
const WAY_CLOSED = 2
/** It is called in or out, and leads to where another way would. */
const WAY_INNER = 3

/**
 * Draws what lies about the room of `being`: rooms of its area, on its level, joined by ways as
 * straight as they are called. Nothing is drawn behind a closed door.
 *
 * @param across  rooms to the east and the west
 * @param along   rooms to the north and the south
 */
export function mapAround(zone: Zone, being: Entity, across: number, along: number): MapFields {
  const home = roomOf(zone, being)
  const width = 2 * across + 1
  const cells: number[] = new Array(width * (2 * along + 1)).fill(0)
  const terrains: string[] = []
  const place = (room: Entity): number | undefined => {
    const east = Room.x[room]! - Room.x[home]!
    const south = Room.y[home]! - Room.y[room]!
    if (Math.abs(east) > across || Math.abs(south) > along) return undefined
    return (south + along) * width + east + across
  }
  const queue = [home]
  const drawn = new Set(queue)
  for (const room of queue) {
    const at = place(room)
    if (at === undefined || cells[at] !== 0) continue
    const { cell, next } = cellOf(zone, room, terrains)
    cells[at] = cell
    for (const neighbour of next) {
      if (drawn.has(neighbour)) continue
      drawn.add(neighbour)
      queue.push(neighbour)
    }
  }
  return { width, cells, terrains }
}

/** A room as a number of 28 bits, and the rooms to draw next. */
function cellOf(zone: Zone, room: Entity, terrains: string[]): { cell: number; next: Entity[] } {
  const next: Entity[] = []
  let cell = terrainNumber(Room.environment[room]!, terrains)
  for (const exit of exitsOf(zone, room)) {
    const to = Exit.to[exit]!
    const called = Exit.direction[exit] as Direction
    const isNear = Room.area[to] === Room.area[room]
    if (to === 0 || (isNear && !isStraight(room, to, called))) continue
    const inner = isNear && !STEPS[called] ? compassWay(room, to) : undefined
    const direction = inner ?? called
    const isShut = isClosed(zone, exit)
    const shift = TERRAIN_BITS + WAY_BITS * DIRECTIONS.indexOf(direction)
    const open = inner === undefined ? WAY_OPEN : WAY_INNER
    cell |= (isShut ? WAY_CLOSED : open) << shift
    if (isNear && !isShut && STEPS[direction]) next.push(to)
  }
  return { cell, next }
}

/** Whichever way `to` lies, if it is the next room on the same level. */
function compassWay(from: Entity, to: Entity): Direction | undefined {
  return DIRECTIONS.find((way) => STEPS[way] && isStraight(from, to, way))
}

/** Areas measure each from a middle of its own: within one, a straight way is one step long. */
function isStraight(from: Entity, to: Entity, direction: Direction): boolean {
  const step = STEPS[direction]
  if (!step) return true
  const [east, north] = [Room.x[to]! - Room.x[from]!, Room.y[to]! - Room.y[from]!]
  return east === step[0] && north === step[1] && Room.z[to] === Room.z[from]
}

function terrainNumber(environment: string, terrains: string[]): number {
  const known = terrains.indexOf(environment)
  if (known >= 0) return known + 1
  if (terrains.length < TERRAINS_MAX) terrains.push(environment)
  return terrains.length
}
