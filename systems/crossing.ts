import type { Entity } from '#components/entities.ts'
import { noteFollowerCome, noteLeaderGone } from './company/following.ts'
import { noteMemberCome, noteMemberGone } from './company/partyTidings.ts'
import type { Zone } from './zone.ts'

/** `being` is about to go over to the zone `to`: whoever has to do with it goes by that. */
export function goesOver(zone: Zone, being: Entity, to: string): void {
  noteLeaderGone(zone, being)
  noteMemberGone(zone, being, to)
}

/** `being` has come over from another zone. */
export function hasComeOver(zone: Zone, being: Entity): void {
  noteFollowerCome(zone, being)
  noteMemberCome(zone, being)
}
