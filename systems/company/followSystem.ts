import { defineQuery, type Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Following } from '#components/following.ts'
import { isRefused } from '#systems/commands/define.ts'
import { isLinkDead } from '#systems/commands/hearer.ts'
import { capital } from '#systems/commands/phrases.ts'
import { CONTAINMENT, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import type { Happening } from '#systems/events.ts'
import { walk } from '#systems/movement.ts'
import { exitsOf, theNameOf } from '#systems/names.ts'
import type { Zone } from '#systems/zone.ts'
import { leaderOf, stopFollowing } from './following.ts'

const withFollowing = defineQuery(Following)

/**
 * Takes whoever follows another through the exit by which that one has left.
 *
 * It goes by what rooms were shown, so a step of the leader is followed a tick later, and the last
 * of a chain comes after as many ticks as it has links. Who flees is not followed, nor is one who
 * is carried off by something other than walking.
 */
export const followSystem = defineSystem({
  name: 'follow',
  everyTicks: 1,
  writes: [Following, ...CONTAINMENT],
  run(zone) {
    const followers = byLeader(zone)
    if (followers.size === 0) return
    for (const happening of zone.happenings) {
      if (happening.event.verb !== 'leave') continue
      const leader = happening.event.actor ?? 0
      const trail = followers.get(leader)
      if (trail === undefined || zone.byUid.get(happening.actorUid) !== leader) continue
      for (const follower of trail) goAfter(zone, follower, leader, happening)
    }
  },
})

/** Followers by whom they follow. Those whose leader is no more follow nobody from now on. */
function byLeader(zone: Zone): Map<Entity, Entity[]> {
  const followers = new Map<Entity, Entity[]>()
  for (const follower of [...withFollowing(zone.world)]) {
    const leader = leaderOf(zone, follower)
    if (leader === 0) {
      stopFollowing(zone, follower)
      zone.report.tell(follower, { verb: 'note', text: 'There is nobody to follow any more.' })
    } else followers.set(leader, [...(followers.get(leader) ?? []), follower])
  }
  return followers
}

function goAfter(zone: Zone, follower: Entity, leader: Entity, { room, event }: Happening): void {
  if (roomOf(zone, follower) !== room || isLinkDead(zone, follower)) return
  const exit = exitsOf(zone, room).find((each) => Exit.direction[each] === event.direction)
  if (exit === undefined) return
  const outcome = walk(zone, follower, exit)
  if (outcome === undefined || !isRefused(outcome)) return
  const name = capital(theNameOf(zone, leader))
  zone.report.tell(follower, {
    verb: 'note',
    text: `${name} goes on without you. ${outcome.refused}`,
  })
}
