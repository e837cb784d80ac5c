import { mark } from '#components/define.ts'
import { defineQuery } from '#components/entities.ts'
import { Spirit } from '#components/spirit.ts'
import { defineSystem } from '#systems/define.ts'

const withSpirit = defineQuery(Spirit)

const EVERY_TICKS = 20

/** Gives spirit back to whoever lacks some, as `regen` does health: whole points at a time. */
export const spiritSystem = defineSystem({
  name: 'spirit',
  everyTicks: EVERY_TICKS,
  writes: [Spirit],
  run(zone) {
    const { sp, spMax, spPerSecond, spPending, schema } = Spirit
    const seconds = zone.secondsPerTick * EVERY_TICKS
    const beings = withSpirit(zone.world)
    for (let i = 0; i < beings.length; i++) {
      const being = beings[i]!
      if (sp[being]! >= spMax[being]!) continue
      const gained = spPending[being]! + spPerSecond[being]! * seconds
      const whole = Math.floor(gained)
      sp[being] = Math.min(sp[being]! + whole, spMax[being]!)
      spPending[being] = gained - whole
      mark(schema, being)
    }
  },
})
