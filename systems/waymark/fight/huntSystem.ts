import { defineQuery, detach, type Entity } from '#components/entities.ts'
import { Grudge } from '#components/grudge.ts'
import { Mobile } from '#components/mobile.ts'
import { CONTAINMENT, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { isFighting } from '#systems/fighting.ts'
import { walk } from '#systems/movement.ts'
import type { Zone } from '#systems/zone.ts'
import { fightOf } from './level.ts'
import { firstStep } from './trail.ts'

const resentful = defineQuery(Grudge, Mobile)

const EVERY_TICKS = 30

/** Lets mobiles forget in time, and those that hunt take a step towards whom they remember. */
export const huntSystem = defineSystem({
  name: 'hunt',
  everyTicks: EVERY_TICKS,
  writes: [Grudge, ...CONTAINMENT],
  run(zone) {
    for (const mobile of [...resentful(zone.world)]) {
      if (zone.tick >= Grudge.untilTick[mobile]!) detach(zone.world, mobile, Grudge)
      else if (!isFighting(zone, mobile)) hunt(zone, mobile)
    }
  },
})

function hunt(zone: Zone, mobile: Entity): void {
  if (fightOf(zone, mobile)?.hunts !== true) return
  const foe = zone.byUid.get(Grudge.foeUid[mobile]!)
  const room = roomOf(zone, mobile)
  if (foe === undefined || roomOf(zone, foe) === room) return
  const exit = firstStep(zone, room, roomOf(zone, foe))
  if (exit !== 0) walk(zone, mobile, exit)
}
