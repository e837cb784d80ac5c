import { hasComponent } from 'bitecs'
import { Contents } from '#components/contents.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Room } from '#components/room.ts'
import { Siblings } from '#components/siblings.ts'
import { isClosed } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

/** So many rooms are looked at for a way, at most. */
const ROOMS_MAX = 200

/**
 * The exit of `from` with which the shortest way to `to` begins: through open doors, and never out
 * of the area.
 *
 * @returns 0 if there is none among the nearest rooms
 */
export function firstStep(zone: Zone, from: Entity, to: Entity): Entity {
  if (from === to || Room.area[from] !== Room.area[to]) return 0
  /** The exit of `from` by which each room was come upon, in the order in which they were. */
  const reached = new Map<Entity, Entity>([[from, 0]])
  for (const [room, begun] of reached) {
    for (let exit = Contents.first[room]!; exit !== 0; exit = Siblings.next[exit]!) {
      if (!hasComponent(zone.world, exit, Exit)) continue
      const next = Exit.to[exit]!
      const step = begun === 0 ? exit : begun
      if (next === to && !isClosed(zone, exit)) return step
      if (reached.has(next) || !isOpenWay(zone, room, exit)) continue
      reached.set(next, step)
    }
    if (reached.size >= ROOMS_MAX) return 0
  }
  return 0
}

function isOpenWay(zone: Zone, room: Entity, exit: Entity): boolean {
  const to = Exit.to[exit]!
  return to !== 0 && !isClosed(zone, exit) && Room.area[to] === Room.area[room]
}
