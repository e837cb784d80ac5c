import { touch } from '#components/define.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Mobile } from '#components/mobile.ts'
import { Room } from '#components/room.ts'
import { Wanders } from '#components/wanders.ts'
import { CONTAINMENT, roomOf } from './containment.ts'
import { defineSystem } from './define.ts'
import { walk } from './movement.ts'
import { exitsOf, isClosed } from './names.ts'
import { ticksIn, type Zone } from './zone.ts'

const EVERY_TICKS = 10

const wanderers = defineQuery(Wanders, Mobile)

/**
 * Lets mobiles walk about, each in its own time, through open exits and within their area.
 *
 * It runs once in ten ticks: nobody can tell whether a creature left a second sooner.
 */
export const wanderSystem = defineSystem({
  name: 'wander',
  everyTicks: EVERY_TICKS,
  writes: [Wanders, ...CONTAINMENT],
  run(zone) {
    const mobiles = wanderers(zone.world)
    for (let i = 0; i < mobiles.length; i++) {
      const mobile = mobiles[i]!
      if (zone.tick < Wanders.nextTick[mobile]! || Mobile.lively[mobile] === 0) continue
      const pause = zone.chance.around(Wanders.everySeconds[mobile]!)
      Wanders.nextTick[mobile] = zone.tick + ticksIn(zone, pause)
      touch(Wanders, mobile)
      step(zone, mobile)
    }
  },
})

function step(zone: Zone, mobile: Entity): void {
  const room = roomOf(zone, mobile)
  const ways = exitsOf(zone, room).filter((exit) => staysInArea(zone, room, exit))
  if (ways.length > 0) walk(zone, mobile, ways[zone.chance.integer(ways.length)]!)
}

function staysInArea(zone: Zone, room: Entity, exit: Entity): boolean {
  const to = Exit.to[exit]!
  return to !== 0 && !isClosed(zone, exit) && Room.area[to] === Room.area[room]
}
