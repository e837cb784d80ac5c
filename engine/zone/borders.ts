import type { AreaDefinition } from '#components/definition.ts'
import { type Atlas, roomUidOf } from '#systems/atlas.ts'

/**
 * The zones that one can come to from the zone `name`, or come from, at a step or by way of a
 * refuge; and of each the uids of our rooms that its exits lead to.
 */
export function bordersOf(
  name: string,
  areas: readonly AreaDefinition[],
  { byId }: Atlas,
): Map<string, Set<number>> {
  const borders = new Map<string, Set<number>>()
  const meet = (from: string, to: string | undefined): Set<number> | undefined => {
    if (to === undefined || from === to || (from !== name && to !== name)) return undefined
    const other = from === name ? to : from
    const rooms = borders.get(other) ?? new Set()
    borders.set(other, rooms)
    return rooms
  }
  const start = areas.find((area) => area.start !== undefined)?.start ?? ''
  for (const { zone, refuge = start, rooms } of areas) {
    meet(zone, byId.get(refuge)?.area.zone)
    for (const exit of rooms.flatMap(({ exits }) => exits)) {
      const plan = byId.get(exit.to)
      const ours = meet(zone, plan?.area.zone)
      if (plan?.area.zone === name) ours?.add(roomUidOf(plan.room))
    }
  }
  return borders
}
