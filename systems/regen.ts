import { defineQuery } from '#components/entities.ts'
import { Vitals } from '#components/vitals.ts'
import { defineSystem } from './define.ts'
import { recover } from './recover.ts'

const EVERY_TICKS = 20

const living = defineQuery(Vitals)

const { hp: now, hpMax: max, hpPerSecond: perSecond, hpPending: pending, schema } = Vitals
const HEALTH = { now, max, perSecond, pending, schema }

/** The dead stay so. */
const LEAST = 1

/**
 * Heals whoever is hurt.
 *
 * It runs once in twenty ticks because a client redraws a health bar at most once a second.
 */
export const regenSystem = defineSystem({
  name: 'regen',
  everyTicks: EVERY_TICKS,
  writes: [Vitals],
  run(zone) {
    recover(living(zone.world), HEALTH, zone.secondsPerTick * EVERY_TICKS, LEAST)
  },
})
