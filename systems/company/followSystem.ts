import { defineQuery, type Entity } from '#components/entities.ts'
import { Exit } from '#components/exit.ts'
import { Following } from '#components/following.ts'
import { Identity } from '#components/identity.ts'
import { isRefused } from '#systems/commands/define.ts'
import { isLinkDead } from '#systems/commands/hearer.ts'
import { capital } from '#systems/commands/phrases.ts'
import { CONTAINMENT, roomOf } from '#systems/containment.ts'
import { defineSystem } from '#systems/define.ts'
import type { Happening } from '#systems/events.ts'
import { walk } from '#systems/movement.ts'
import { exitsHere, exitsOf, theNameOf } from '#systems/names.ts'
import { wayTo } from '#systems/surroundings/ways.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'
import { isWaiting, leaderOf, meets, stopFollowing, waitedTicks } from './following.ts'

const following = defineQuery(Following)

/** Whoever has come over a border after its leader hurries after it for so long, … */
const CATCHES_UP_SECONDS = 5
/** … if it is not so many steps ahead. */
const CATCHES_UP_STEPS = 10

/**
 * Takes whoever follows another through the exit by which that one has left.
 *
 * It goes by what rooms were shown, so a step of the leader is followed a tick later, and the last
 * of a chain comes after as many ticks as it has links. Who flees is not followed, nor is one who
 * is carried off by something other than walking. Who follows into another zone takes a moment
 * longer, and has some steps to make good.
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
      for (const follower of followers.get(happening.actorUid) ?? []) {
        goAfter(zone, follower, happening)
      }
    }
    for (const trail of followers.values()) for (const each of trail) catchUp(zone, each)
  },
})

/** Followers by whom they follow. Those whose leader is no more follow nobody from now on. */
function byLeader(zone: Zone): Map<number, Entity[]> {
  const followers = new Map<number, Entity[]>()
  for (const follower of [...following(zone.world)]) {
    if (leaderOf(zone, follower) === 0 && !isWaiting(zone, follower)) {
      stopFollowing(zone, follower)
      zone.report.tell(follower, { verb: 'note', text: 'There is nobody to follow any more.' })
      continue
    }
    const leaderUid = Following.leaderUid[follower]!
    followers.set(leaderUid, [...(followers.get(leaderUid) ?? []), follower])
  }
  return followers
}

function goAfter(zone: Zone, follower: Entity, { room, event }: Happening): void {
  if (roomOf(zone, follower) !== room || isLinkDead(zone, follower)) return
  const exit = exitsOf(zone, room).find((each) => Exit.direction[each] === event.direction)
  if (exit === undefined) return
  const outcome = walk(zone, follower, exit)
  if (outcome === undefined || !isRefused(outcome)) return
  const leader = leaderOf(zone, follower)
  const left =
    leader === 0 ? 'You stay behind.' : `${capital(theNameOf(zone, leader))} goes on without you.`
  zone.report.tell(follower, { verb: 'note', text: `${left} ${outcome.refused}` })
}

/** Lets one who has come over a border a step nearer to its leader, who has gone on meanwhile. */
function catchUp(zone: Zone, follower: Entity): void {
  const leader = leaderOf(zone, follower)
  if (leader === 0 || Following.untilTick[follower] === 0) return
  const [here, there] = [roomOf(zone, follower), roomOf(zone, leader)]
  const isLate = waitedTicks(zone, follower) > ticksIn(zone, CATCHES_UP_SECONDS)
  if (here === there || isLate || isLinkDead(zone, follower)) return meets(follower)
  const ways = wayTo(zone, here, (uid) => uid === Identity.uid[there], CATCHES_UP_STEPS)
  const exit = exitsHere(zone, follower).find((each) => Exit.direction[each] === ways?.[0])
  const outcome = exit === undefined ? undefined : walk(zone, follower, exit)
  if (exit === undefined || (outcome !== undefined && isRefused(outcome))) meets(follower)
}
