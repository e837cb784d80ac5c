import type { Entity } from '#components/entities.ts'
import { roomOf } from '#systems/containment.ts'
import type { WorldEvent } from '#systems/events.ts'
import type { Zone } from '#systems/zone.ts'
import { type Outcome, refuse } from './define.ts'

/** So many reasons why things were left out are told. */
const REASONS_MAX = 3

/**
 * Does something to each of `items`, and tells it as one event.
 *
 * What was done is shown to the room, what was left out is told to the actor after it. If nothing
 * could be done, the reasons are the answer.
 *
 * @param attempt  changes the world for one thing, or says in a sentence why not
 * @param event    what happened to the things it was done to
 */
export function doToEach(
  zone: Zone,
  actor: Entity,
  items: readonly Entity[],
  attempt: (item: Entity) => string | undefined,
  event: (done: readonly Entity[]) => WorldEvent,
): Outcome {
  const done: Entity[] = []
  const reasons = new Set<string>()
  for (const item of items) {
    const reason = attempt(item)
    if (reason === undefined) done.push(item)
    else reasons.add(reason)
  }
  if (reasons.size === 0) return event(done)
  if (done.length > 0) zone.report.show(roomOf(zone, actor), event(done))
  return refuse(summary([...reasons]))
}

function summary(reasons: readonly string[]): string {
  const told = reasons.slice(0, REASONS_MAX)
  if (reasons.length > REASONS_MAX) told.push('There is more that stays as it is.')
  return told.join(' ')
}

/** One thing as the `item` of an event, several as its `items`. */
export function itemOrItems(things: readonly Entity[]): Pick<WorldEvent, 'item' | 'items'> {
  if (things.length === 1) return { item: things[0]! }
  return { items: things.map((item) => ({ item })) }
}
