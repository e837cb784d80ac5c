import { mark } from '#components/define.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Vitals } from '#components/vitals.ts'
import { defineSystem } from './define.ts'

const EVERY_TICKS = 20

/** Entities healed by one call: a loop that ends soon is compiled well the next time. */
const CHUNK = 1_024

const living = defineQuery(Vitals)

/**
 * Heals whoever is hurt.
 *
 * Grants whole points and keeps the remainder, so slow healers still heal. It runs once in
 * twenty ticks because a client redraws a health bar at most once a second.
 */
export const regenSystem = defineSystem({
  name: 'regen',
  everyTicks: EVERY_TICKS,
  writes: [Vitals],
  run(zone) {
    const seconds = zone.secondsPerTick * EVERY_TICKS
    const entities = living(zone.world)
    for (let from = 0; from < entities.length; from += CHUNK) {
      heal(entities, from, Math.min(from + CHUNK, entities.length), Vitals, seconds)
    }
  },
})

function heal(
  entities: ArrayLike<Entity>,
  from: number,
  to: number,
  { hp, hpMax, hpPerSecond, hpPending, schema }: typeof Vitals,
  seconds: number,
): void {
  for (let i = from; i < to; i++) {
    const entity = entities[i]!
    const now = hp[entity]!
    const max = hpMax[entity]!
    if (now === 0 || now === max) continue
    const gained = hpPending[entity]! + hpPerSecond[entity]! * seconds
    const whole = Math.floor(gained)
    hp[entity] = Math.min(now + whole, max)
    hpPending[entity] = gained - whole
    mark(schema, entity)
  }
}
