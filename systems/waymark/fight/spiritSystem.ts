import { defineQuery } from '#components/entities.ts'
import { Spirit } from '#components/spirit.ts'
import { defineSystem } from '#systems/define.ts'
import { recover } from '#systems/recover.ts'

const spirited = defineQuery(Spirit)

const EVERY_TICKS = 20

const { sp: now, spMax: max, spPerSecond: perSecond, spPending: pending, schema } = Spirit
const SPIRIT = { now, max, perSecond, pending, schema }

/** Gives spirit back to whoever lacks some, as `regen` does health. */
export const spiritSystem = defineSystem({
  name: 'spirit',
  everyTicks: EVERY_TICKS,
  writes: [Spirit],
  run(zone) {
    recover(spirited(zone.world), SPIRIT, zone.secondsPerTick * EVERY_TICKS, 0)
  },
})
