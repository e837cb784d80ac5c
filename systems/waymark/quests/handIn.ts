import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { itemOrItems } from '#systems/commands/several.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { destroy } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { advance, stepsThat } from './progress.ts'
import { type Active, countOf } from './questLog.ts'

/**
 * Hands `mobile` what of `items` it has asked `being` to bring. All in the room see it.
 *
 * What is handed in is gone. What holds something is left: that would be gone with it.
 *
 * @returns whether anything was handed in
 */
export function handIn(
  zone: Zone,
  being: Entity,
  mobile: Entity,
  items: readonly Entity[],
): boolean {
  const prefab = Identity.prefab[mobile]!
  const asked = stepsThat(zone, being, (step) => step.kind === 'fetch' && step.to === prefab)
  const left = new Set(items.filter((item) => contentsOf(item).length === 0))
  const isTaken = asked.map((active) => {
    const taken = wantedBy(active, [...left])
    for (const item of taken) left.delete(item)
    if (taken.length > 0) handOver(zone, being, mobile, active, taken)
    return taken.length > 0
  })
  return isTaken.includes(true)
}

function wantedBy({ quest, step, count }: Active, items: readonly Entity[]): Entity[] {
  const now = quest.steps[step]!
  if (now.kind !== 'fetch') return []
  const fitting = items.filter((item) => Identity.prefab[item] === now.item)
  return fitting.slice(0, countOf(now) - count)
}

function handOver(
  zone: Zone,
  being: Entity,
  mobile: Entity,
  active: Active,
  items: readonly Entity[],
): void {
  const event = { verb: 'give', actor: being, ...itemOrItems(items), target: mobile }
  zone.report.show(roomOf(zone, being), event)
  for (const item of items) destroy(zone, item)
  advance(zone, being, active, items.length, mobile)
}
