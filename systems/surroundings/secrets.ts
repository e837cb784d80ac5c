import { defineQuery, type Entity } from '#components/entities.ts'
import { Hidden } from '#components/hidden.ts'
import { Location } from '#components/location.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { isPlayer } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'

const hiddenExits = defineQuery(Hidden)

/** Exits of `room` that nobody has found yet. */
export function secretsOf(zone: Zone, room: Entity): Entity[] {
  return [...hiddenExits(zone.world)].filter(
    (exit) => Hidden.room[exit] === room && Location.holder[exit] === 0,
  )
}

/** Lets everybody see `exit`. Writes `CONTAINMENT`. */
export function reveal(zone: Zone, exit: Entity): void {
  moveTo(zone, exit, Hidden.room[exit]!)
}

/**
 * Hides what has been found in `rooms` again, except where a player would see it go. Writes
 * `CONTAINMENT`.
 */
export function hideAgain(zone: Zone, rooms: ReadonlySet<Entity>): void {
  for (const exit of [...hiddenExits(zone.world)]) {
    const room = Hidden.room[exit]!
    if (!rooms.has(room) || Location.holder[exit] !== room) continue
    if (contentsOf(room).some((entity) => isPlayer(zone, entity))) continue
    moveTo(zone, exit, 0)
  }
}
