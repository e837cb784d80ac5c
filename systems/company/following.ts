import { hasComponent } from 'bitecs'
import { attach, defineQuery, detach, type Entity } from '#components/entities.ts'
import { Following } from '#components/following.ts'
import { Identity } from '#components/identity.ts'
import type { Zone } from '#systems/zone.ts'

const withFollowing = defineQuery(Following)

/** After whom `being` walks; 0: nobody, or one who is no more. */
export function leaderOf(zone: Zone, being: Entity): Entity {
  if (!hasComponent(zone.world, being, Following)) return 0
  const leader = Following.leader[being]!
  return zone.byUid.get(Following.leaderUid[being]!) === leader ? leader : 0
}

/** Who walks after `leader`. */
export function followersOf(zone: Zone, leader: Entity): Entity[] {
  return [...withFollowing(zone.world)].filter((each) => leaderOf(zone, each) === leader)
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
  attach(zone.world, being, Following, { leader, leaderUid: Identity.uid[leader]! })
}

/** `being` goes its own ways. Writes `Following`. */
export function stopFollowing(zone: Zone, being: Entity): void {
  if (hasComponent(zone.world, being, Following)) detach(zone.world, being, Following)
}
