import { touch } from '#components/define.ts'
import { defineQuery } from '#components/entities.ts'
import { Player } from '#components/player.ts'
import { roomOf } from './containment.ts'
import { defineSystem } from './define.ts'
import { ticksIn } from './zone.ts'

/** So long the body of a player whose terminal is gone waits in the world. */
const LINK_DEAD_SECONDS = 180

const EVERY_TICKS = 10

const players = defineQuery(Player)

/**
 * Takes players out of the world whose terminal has not come back.
 *
 * The engine keeps the character and then removes the body. Should the body still be there after
 * as long again, it is dismissed again: so the clock starts anew with each dismissal.
 */
export const linkDeadSystem = defineSystem({
  name: 'linkDead',
  everyTicks: EVERY_TICKS,
  writes: [Player],
  run(zone) {
    const { linkDead, linkDeadSinceTick } = Player
    const patienceTicks = ticksIn(zone, LINK_DEAD_SECONDS)
    for (const player of [...players(zone.world)]) {
      if (linkDead[player] === 0) continue
      if (zone.tick - linkDeadSinceTick[player]! < patienceTicks) continue
      linkDeadSinceTick[player] = zone.tick
      touch(Player, player)
      zone.report.show(roomOf(zone, player), { verb: 'quit', actor: player })
      zone.report.dismiss(player, 'quit')
    }
  },
})
