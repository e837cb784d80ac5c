import { hasComponent } from 'bitecs'
import { Door } from '#components/door.ts'
import type { Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { isLit } from '#systems/light.ts'
import { exitsHere, isClosed } from '#systems/names.ts'
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
    const list = exitsHere(zone, actor).map((exit) => wayOut(zone, exit))
    zone.report.tell(actor, { verb: 'exits', list })
    return undefined
  },
})

/** One exit as it is told: the room behind only if one can see it. */
function wayOut(zone: Zone, exit: Entity): Record<string, unknown> {
  const room = roomThrough(zone, exit)
  return {
    direction: Exit.direction[exit]!,
    number: Exit.toNumber[exit]!,
    ...(room === undefined ? {} : { room }),
    ...doorIn(zone, exit),
  }
}

/** The room that one sees through `exit`: none through a closed door or in the dark. */
export function roomThrough(zone: Zone, exit: Entity): Entity | undefined {
  const to = Exit.to[exit]!
  return to !== 0 && !isClosed(zone, exit) && isLit(zone, to) ? to : undefined
}

/** The door in `exit`, as events tell it; nothing if there is none. */
function doorIn(zone: Zone, exit: Entity): Record<string, unknown> {
  if (!hasComponent(zone.world, exit, Door)) return {}
  return { exit, closed: Door.closed[exit] === 1, locked: Door.locked[exit] === 1 }
}
