import { hasComponent } from 'bitecs'
import { Bargain } from '#components/bargain.ts'
import { defineQuery, detach, type Entity } from '#components/entities.ts'
import { roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { isFighting } from '#systems/fighting.ts'
import { isPlayer } from '#systems/names.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { endBargain, isTrading, partnerOf } from './bargain.ts'

const bargaining = defineQuery(Bargain)

const EVERY_TICKS = 5

/** A trade, or the wish for one, about which nobody does anything for so long comes to nothing. */
const IDLE_SECONDS = 120

/** Ends trades between those who have parted, or fight, or have let it rest. */
export const bargainSystem = defineSystem({
  name: 'bargain',
  everyTicks: EVERY_TICKS,
  writes: [Bargain],
  run(zone) {
    const idleTicks = ticksIn(zone, IDLE_SECONDS)
    for (const being of [...bargaining(zone.world)]) {
      if (!hasComponent(zone.world, being, Bargain)) continue
      if (!isAlive(zone, being, idleTicks)) lapse(zone, being)
    }
  },
})

/** A wish waits for an answer; a trade that was answered needs both. */
function isAlive(zone: Zone, being: Entity, idleTicks: number): boolean {
  const partner = partnerOf(zone, being)
  const isPresent = isPlayer(zone, partner) && roomOf(zone, partner) === roomOf(zone, being)
  if (!isPresent || isFighting(zone, being) || isFighting(zone, partner)) return false
  const last = isTrading(zone, being)
    ? Math.max(Bargain.sinceTick[being]!, Bargain.sinceTick[partner]!)
    : Bargain.sinceTick[being]!
  return zone.tick - last < idleTicks
}

function lapse(zone: Zone, being: Entity): void {
  const partner = partnerOf(zone, being)
  const isKnown = isPlayer(zone, partner)
  const both = isTrading(zone, being)
  if (both) endBargain(zone, being)
  else detach(zone.world, being, Bargain)
  const others = isKnown ? { target: partner } : {}
  zone.report.tell(being, { verb: 'tradeLapse', actor: being, ...others })
  if (both) zone.report.tell(partner, { verb: 'tradeLapse', actor: partner, target: being })
}
