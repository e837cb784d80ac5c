import { hasComponent } from 'bitecs'
import { Corpse } from '#components/corpse.ts'
import type { Entity } from '#components/entities.ts'
import { Preferences } from '#components/preferences.ts'
import { isRefused } from '#systems/commands/define.ts'
import { getOutOf } from '#systems/commands/get.ts'
import { HANDLING } from '#systems/commands/money.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import type { Happening } from '#systems/events.ts'
import { isPlayer } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { isPile } from './coins.ts'

/**
 * Lets those who wish it take what is on whatever they have killed.
 *
 * While nothing can be kept nobody takes anything by itself: the corpse lies there for a while.
 */
export const autolootSystem = defineSystem({
  name: 'autoloot',
  everyTicks: 1,
  writes: HANDLING,
  run(zone) {
    if (zone.holdsBreath || zone.happenings.length === 0) return
    const deaths = zone.happenings.filter(({ event }) => event.verb === 'die')
    if (deaths.length === 0) return
    for (const [death, corpse] of corpsesOf(zone, deaths)) {
      const killer = death.event.target
      if (killer === undefined || zone.byUid.get(death.targetUid) !== killer) continue
      if (isPlayer(zone, killer) && roomOf(zone, killer) === death.room) help(zone, killer, corpse)
    }
  },
})

/** Each death leaves a corpse behind: the last deaths in a room have left the last corpses. */
function corpsesOf(zone: Zone, deaths: readonly Happening[]): [Happening, Entity][] {
  const pairs: [Happening, Entity][] = []
  for (const room of new Set(deaths.map((death) => death.room))) {
    const here = deaths.filter((death) => death.room === room)
    const corpses = contentsOf(room).filter((each) => hasComponent(zone.world, each, Corpse))
    const fresh = corpses.slice(-here.length)
    fresh.forEach((corpse, i) => {
      pairs.push([here[here.length - fresh.length + i]!, corpse])
    })
  }
  return pairs
}

function help(zone: Zone, killer: Entity, corpse: Entity): void {
  const lot = contentsOf(corpse)
  const isAll = Preferences.autoloot[killer] === 1
  if (isAll && lot.length > 0) tell(zone, killer, corpse, 'all')
  else if (Preferences.autogold[killer] === 1 && lot.some((item) => isPile(zone, item))) {
    tell(zone, killer, corpse, 'all.coins')
  }
}

function tell(zone: Zone, killer: Entity, corpse: Entity, phrase: string): void {
  const outcome = getOutOf(zone, killer, phrase, corpse)
  if (outcome === undefined) return
  if (isRefused(outcome)) zone.report.tell(killer, { verb: 'refuse', text: outcome.refused })
  else zone.report.show(roomOf(zone, killer), outcome)
}
