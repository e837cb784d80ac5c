import { hasComponent } from 'bitecs'
import { Attributes } from '#components/attributes.ts'
import { touch } from '#components/define.ts'
import { defineQuery, type Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Searching } from '#components/searching.ts'
import { CONTAINMENT, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import { isFighting } from '#systems/fighting.ts'
import { isStanding } from '#systems/posture.ts'
import type { Zone } from '#systems/zone.ts'
import { reveal, secretsOf } from './secrets.ts'

const searchers = defineQuery(Searching)

/** Percent of searches that find a secret: with common wit, and for each point above or below. */
const FINDS_PERCENT = 50
const FINDS_PERCENT_PER_WIT = 4
const FINDS_PERCENT_MIN = 20
const COMMON_WIT = 10

/** Brings searches to their end; whoever walks off or is drawn into a fight finds nothing. */
export const searchSystem = defineSystem({
  name: 'search',
  everyTicks: 1,
  writes: [Searching, ...CONTAINMENT],
  run(zone) {
    for (const searcher of searchers(zone.world)) {
      const room = Searching.room[searcher]!
      if (room === 0) continue
      if (isDistracted(zone, searcher, room)) {
        end(searcher)
        zone.report.tell(searcher, { verb: 'note', text: 'You give up your search.' })
      } else if (zone.tick >= Searching.doneTick[searcher]!) {
        end(searcher)
        find(zone, searcher, room)
      }
    }
  },
})

function isDistracted(zone: Zone, searcher: Entity, room: Entity): boolean {
  if (roomOf(zone, searcher) !== room) return true
  return isFighting(zone, searcher) || !isStanding(zone, searcher)
}

function end(searcher: Entity): void {
  Searching.room[searcher] = 0
  touch(Searching, searcher)
}

function find(zone: Zone, searcher: Entity, room: Entity): void {
  const found = secretsOf(zone, room).filter(
    () => zone.chance.integer(100) < percentOf(zone, searcher),
  )
  if (found.length === 0) zone.report.tell(searcher, { verb: 'searchFails' })
  for (const exit of found) {
    reveal(zone, exit)
    zone.report.show(room, { verb: 'find', actor: searcher, direction: Exit.direction[exit]! })
  }
}

function percentOf(zone: Zone, searcher: Entity): number {
  const isMade = hasComponent(zone.world, searcher, Attributes)
  const wit = isMade ? Attributes.wit[searcher]! : COMMON_WIT
  return Math.max(FINDS_PERCENT_MIN, FINDS_PERCENT + FINDS_PERCENT_PER_WIT * (wit - COMMON_WIT))
}
