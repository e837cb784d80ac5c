import { touch } from '#components/define.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Mobile } from '#components/mobile.ts'
import { Speaks } from '#components/speaks.ts'
import { roomOf } from './containment.ts'
import { defineSystem } from './define.ts'
import type { WorldEvent } from './events.ts'
import { ticksIn, type Zone } from './zone.ts'

const EVERY_TICKS = 10

const speakers = defineQuery(Speaks, Mobile)

/** Lets mobiles say or do one of their lines now and then, heard or not. */
export const speakSystem = defineSystem({
  name: 'speak',
  everyTicks: EVERY_TICKS,
  writes: [Speaks],
  run(zone) {
    const mobiles = speakers(zone.world)
    for (let i = 0; i < mobiles.length; i++) {
      const mobile = mobiles[i]!
      if (zone.tick < Speaks.nextTick[mobile]! || Mobile.lively[mobile] === 0) continue
      const pause = zone.chance.around(Speaks.everySeconds[mobile]!)
      Speaks.nextTick[mobile] = zone.tick + ticksIn(zone, pause)
      touch(Speaks, mobile)
      zone.report.show(roomOf(zone, mobile), lineOf(zone, mobile))
    }
  },
})

/** One of the lines of `mobile`: one that begins with `:` is an emote. */
function lineOf(zone: Zone, mobile: Entity): WorldEvent {
  const lines = Speaks.lines[mobile]!.split('\n')
  const line = lines[zone.chance.integer(lines.length)]!
  if (!line.startsWith(':')) return { verb: 'say', actor: mobile, text: line }
  return { verb: 'emote', actor: mobile, text: line.slice(1).trim() }
}
