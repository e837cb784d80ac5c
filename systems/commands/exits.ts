import { hasComponent } from 'bitecs'
import { Door } from '#components/door.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { isLit } from '#systems/light.ts'
import { exitsHere, isClosed } from '#systems/names.ts'
import { foreignZoneOf } from '#systems/rooms.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand } from './define.ts'

export const exits = defineCommand({
  name: 'exits',
  aliases: ['ex'],
  usage: 'exits',
  section: 'looking',
  help: 'Lists the ways out, and where they lead as far as you can see.',
  seeAlso: ['moving', 'look', 'toggle'],
  run(zone, actor) {
    const list = exitsHere(zone, actor).map((exit) => wayOut(zone, actor, exit))
    const blind = zone.rules.isBlind(zone, actor) ? { blind: true } : {}
    zone.report.tell(actor, { verb: 'exits', list, ...blind })
    return undefined
  },
})

/** One exit as it is told: the room behind only if one can see it. */
function wayOut(zone: Zone, actor: Entity, exit: Entity): Record<string, unknown> {
  const room = roomThrough(zone, actor, exit)
  return {
    direction: Exit.direction[exit]!,
    number: Exit.toNumber[exit]!,
    ...(room === undefined ? {} : { room }),
    ...doorIn(zone, exit),
  }
}

/** The room that `actor` sees through `exit`: none through a closed door, in the dark, or blind. */
export function roomThrough(zone: Zone, actor: Entity, exit: Entity): Entity | undefined {
  const to = Exit.to[exit]!
  if (to === 0 || isClosed(zone, exit) || zone.rules.isBlind(zone, actor)) return undefined
  return isLitBeyond(zone, to) ? to : undefined
}

/** Of a neighbour's room that zone knows more than its builder. */
function isLitBeyond(zone: Zone, room: Entity): boolean {
  if (foreignZoneOf(zone, room) === undefined) return isLit(zone, room)
  return zone.neighbours.glimpseOf(room)?.lit ?? isLit(zone, room)
}

/** The door in `exit`, as events tell it; nothing if there is none. */
function doorIn(zone: Zone, exit: Entity): Record<string, unknown> {
  if (!hasComponent(zone.world, exit, Door)) return {}
  return { exit, closed: Door.closed[exit] === 1, locked: Door.locked[exit] === 1 }
}
