import { playersOf } from '#systems/players.ts'
import { defineCommand } from './define.ts'
import { isLinkDead } from './hearer.ts'

/** So many players are listed; of the others only the number is told. */
const LISTED_MAX = 200

export const who = defineCommand({
  name: 'who',
  usage: 'who',
  section: 'talking',
  help: 'Lists the players who are in the world now.',
  seeAlso: ['tell'],
  run(zone, actor) {
    const players = playersOf(zone)
    const list = players
      .slice(0, LISTED_MAX)
      .map((player) => ({ actor: player, linkDead: isLinkDead(zone, player) }))
    zone.report.tell(actor, { verb: 'who', list, count: players.length })
    return undefined
  },
})
