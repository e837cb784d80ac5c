import { hasComponent } from 'bitecs'
import { Affects } from '#components/affects.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { defineSystem } from '#systems/define.ts'
import { HARM, harm } from '#systems/waymark/fight/harm.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { AFFECTING, type Affect, affectsOf, endAffects, setAffects } from './affects.ts'
import { SAPS_EVERY_SECONDS, WARNS_SECONDS } from './affectTable.ts'

const affected = defineQuery(Affects)

const EVERY_TICKS = 10

/**
 * Ends affects whose time is over, warns of their end, and lets poisons do their work.
 *
 * While what lasts cannot be kept, time stands still for all of them: a poison may kill.
 */
export const affectSystem = defineSystem({
  name: 'affect',
  everyTicks: EVERY_TICKS,
  writes: [...HARM, ...AFFECTING],
  run(zone) {
    if (zone.holdsBreath) return
    for (const being of [...affected(zone.world)]) {
      if (hasComponent(zone.world, being, Affects) && Affects.list[being] !== '') pass(zone, being)
    }
  },
})

function pass(zone: Zone, being: Entity): void {
  bound(zone, being)
  endAffects(zone, being, ({ endTick }) => endTick <= zone.tick)
  for (const affect of affectsOf(zone, being)) {
    if (isDue(zone, affect, WARNS_SECONDS)) warn(zone, being, affect)
  }
  const sapping = affectsOf(zone, being).filter((affect) => isSapping(zone, affect))
  const points = sapping.reduce((sum, { row, strength }) => sum + (row.saps ?? 0) * strength, 0)
  // Nothing after this: who dies of it may be no more.
  if (points > 0) harm(zone, 0, being, points, { verb: 'poisonHurts', actor: being })
}

/** What was kept over a restart, with which ticks have begun anew, lasts no longer than it may. */
function bound(zone: Zone, being: Entity): void {
  const affects = affectsOf(zone, being)
  const latest = ({ row }: Affect) => zone.tick + ticksIn(zone, row.longestSeconds)
  if (affects.every((affect) => affect.endTick <= latest(affect))) return
  setAffects(
    zone,
    being,
    affects.map((affect) => ({ ...affect, endTick: Math.min(affect.endTick, latest(affect)) })),
  )
}

/** Whether this is the one run in which `affect` has so long to go. */
function isDue(zone: Zone, { endTick }: Affect, seconds: number): boolean {
  const left = endTick - zone.tick - ticksIn(zone, seconds)
  return left <= 0 && left > -EVERY_TICKS
}

function isSapping(zone: Zone, { row, endTick }: Affect): boolean {
  if (row.saps === undefined) return false
  return (endTick - zone.tick) % ticksIn(zone, SAPS_EVERY_SECONDS) < EVERY_TICKS
}

function warn(zone: Zone, being: Entity, { name, row }: Affect): void {
  if (row.isHarmful || row.isHidden) return
  zone.report.tell(being, { verb: 'affectFades', actor: being, text: name })
}
