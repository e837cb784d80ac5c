import type { Direction } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Identity } from '#components/identity.ts'
import { type Plan, roomUidOf } from '#systems/atlas.ts'
import { exitsOf } from '#systems/names.ts'
import { foreignZoneOf } from '#systems/rooms.ts'
import type { Zone } from '#systems/zone.ts'

/** So many rooms are looked through at most. */
const ROOMS_MAX = 20_000

/** How a room was come upon: from which, and which way; undefined of the first. */
type Steps = Map<number, { from: number; direction: Direction } | undefined>

/**
 * The shortest way from room `from` to the nearest room that `isGoal` says is one.
 *
 * Closed doors are ways, too; exits that nobody has found are not. In other zones the way goes by
 * what their builders say, and nothing hidden is known there.
 *
 * @param isGoal  is asked of rooms by their uids, which are the same in all zones
 * @param stepsMax  a longer way is none
 * @returns  undefined if there is no way; empty if `from` is such a room
 */
export function wayTo(
  zone: Zone,
  from: Entity,
  isGoal: (roomUid: number) => boolean,
  stepsMax = Number.POSITIVE_INFINITY,
): Direction[] | undefined {
  const steps: Steps = new Map([[Identity.uid[from]!, undefined]])
  const lengths = new Map([[Identity.uid[from]!, 0]])
  for (const room of steps.keys()) {
    if (isGoal(room)) return waysBack(room, steps)
    const length = lengths.get(room)! + 1
    if (steps.size > ROOMS_MAX || length > stepsMax) return undefined
    for (const { direction, to } of waysOf(zone, room)) {
      if (steps.has(to)) continue
      steps.set(to, { from: room, direction })
      lengths.set(to, length)
    }
  }
  return undefined
}

function waysBack(goal: number, steps: Steps): Direction[] {
  const ways: Direction[] = []
  for (let step = steps.get(goal); step !== undefined; step = steps.get(step.from)) {
    ways.push(step.direction)
  }
  return ways.reverse()
}

interface Way {
  direction: Direction
  to: number
}

function waysOf(zone: Zone, uid: number): Way[] {
  const room = zone.byUid.get(uid)
  if (room === undefined || foreignZoneOf(zone, room) !== undefined) {
    return plannedWays(zone, zone.atlas.byUid.get(uid))
  }
  return exitsOf(zone, room).flatMap((exit) => {
    const to = Exit.to[exit]!
    return to === 0 ? [] : { direction: Exit.direction[exit] as Direction, to: Identity.uid[to]! }
  })
}

function plannedWays(zone: Zone, plan: Plan | undefined): Way[] {
  return (plan?.room.exits ?? []).flatMap(({ direction, to, hidden }) => {
    const beyond = hidden ? undefined : zone.atlas.byId.get(to)
    return beyond === undefined ? [] : { direction, to: roomUidOf(beyond.room) }
  })
}
