import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { exitsOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

/** So many rooms are looked through at most. */
const ROOMS_MAX = 20_000

/**
 * The shortest way from room `from` to the nearest room that `isGoal` says is one: exits in order.
 *
 * Closed doors are ways, too; exits that nobody has found are not.
 *
 * @returns  undefined if there is no way; empty if `from` is such a room
 */
export function wayTo(
  zone: Zone,
  from: Entity,
  isGoal: (room: Entity) => boolean,
): Entity[] | undefined {
  /** The exit that each room was come upon by; 0 of the first. */
  const cameBy = new Map<Entity, Entity>([[from, 0]])
  const roomsBefore = new Map<Entity, Entity>()
  for (const room of cameBy.keys()) {
    if (isGoal(room)) return exitsBack(room, cameBy, roomsBefore)
    if (cameBy.size > ROOMS_MAX) return undefined
    for (const exit of exitsOf(zone, room)) {
      const to = Exit.to[exit]!
      if (to === 0 || cameBy.has(to)) continue
      cameBy.set(to, exit)
      roomsBefore.set(to, room)
    }
  }
  return undefined
}

function exitsBack(
  goal: Entity,
  cameBy: ReadonlyMap<Entity, Entity>,
  roomsBefore: ReadonlyMap<Entity, Entity>,
): Entity[] {
  const exits: Entity[] = []
  for (let room = goal; cameBy.get(room) !== 0; room = roomsBefore.get(room)!) {
    exits.push(cameBy.get(room)!)
  }
  return exits.reverse()
}
