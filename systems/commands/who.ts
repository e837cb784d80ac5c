import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Progress } from '#components/progress.ts'
import { introduction } from '#systems/company/persona.ts'
import { playersOf } from '#systems/players.ts'
import type { Zone } from '#systems/zone.ts'
import { defineCommand } from './define.ts'
import { isLinkDead } from './hearer.ts'

/** So many players are listed; of the others only the number is told. */
const LISTED_MAX = 200

export const who = defineCommand({
  name: 'who',
  aliases: ['doing'],
  usage: 'who',
  section: 'talking',
  help: 'Lists the players who are in the world now.',
  seeAlso: ['tell', 'whois', 'where'],
  run(zone, actor) {
    const players = playersOf(zone)
    const list = players.slice(0, LISTED_MAX).map((player) => entryOf(zone, player))
    zone.report.tell(actor, { verb: 'who', list, count: players.length })
    return undefined
  },
})

function entryOf(zone: Zone, player: Entity) {
  const level = hasComponent(zone.world, player, Progress) ? { level: Progress.level[player]! } : {}
  const linkDead = isLinkDead(zone, player)
  return { actor: player, linkDead, ...level, ...introduction(zone, player) }
}
