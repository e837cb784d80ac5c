import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import { attach, defineQuery, detach, type Entity } from '#components/entities.ts'
import { Following } from '#components/following.ts'
import { Identity } from '#components/identity.ts'
import { ticksIn, type Zone } from '#systems/zone.ts'

const following = defineQuery(Following)

/** While its leader is in another zone, one is a follower still for so long. */
const WAITS_SECONDS = 300

/** After whom `being` walks; 0: nobody, or one who is no more, or is in another zone. */
export function leaderOf(zone: Zone, being: Entity): Entity {
  if (!hasComponent(zone.world, being, Following)) return 0
  return zone.byUid.get(Following.leaderUid[being]!) ?? 0
}

/** Whether `being` goes after one who is in another zone, and whom it may yet meet again. */
export function isWaiting(zone: Zone, being: Entity): boolean {
  if (!hasComponent(zone.world, being, Following) || leaderOf(zone, being) !== 0) return false
  return zone.tick < Following.untilTick[being]!
}

/** `leader` goes over to another zone: its followers may meet it there. Writes `Following`. */
export function noteLeaderGone(zone: Zone, leader: Entity): void {
  for (const follower of followersOf(zone, leader)) wait(zone, follower)
}

/** `being` has come from another zone, perhaps after one who has. Writes `Following`. */
export function noteFollowerCome(zone: Zone, being: Entity): void {
  if (hasComponent(zone.world, being, Following)) wait(zone, being)
}

function wait(zone: Zone, being: Entity): void {
  Following.untilTick[being] = zone.tick + ticksIn(zone, WAITS_SECONDS)
  touch(Following, being)
}

/** `being` waits no more: its leader is at hand. Writes `Following`. */
export function meets(being: Entity): void {
  Following.untilTick[being] = 0
  touch(Following, being)
}

/** Ticks since `being` began to wait for its leader, or came where that may be. */
export function waitedTicks(zone: Zone, being: Entity): number {
  return zone.tick + ticksIn(zone, WAITS_SECONDS) - Following.untilTick[being]!
}

/** Who walks after `leader`. */
export function followersOf(zone: Zone, leader: Entity): Entity[] {
  return [...following(zone.world)].filter((each) => leaderOf(zone, each) === leader)
}

/** Whether `being` walks after `leader`, or after somebody who does. */
export function isLedBy(zone: Zone, being: Entity, leader: Entity): boolean {
  const passed = new Set<Entity>()
  for (let each = leaderOf(zone, being); each !== 0; each = leaderOf(zone, each)) {
    if (each === leader) return true
    if (passed.has(each)) return false
    passed.add(each)
  }
  return false
}

/** `being` walks after `leader` from now on. Writes `Following`. */
export function startFollowing(zone: Zone, being: Entity, leader: Entity): void {
  attach(zone.world, being, Following, { leaderUid: Identity.uid[leader]! })
}

/** `being` goes its own ways. Writes `Following`. */
export function stopFollowing(zone: Zone, being: Entity): void {
  if (hasComponent(zone.world, being, Following)) detach(zone.world, being, Following)
}
