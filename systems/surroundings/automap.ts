import { hasComponent } from 'bitecs'
import type { Entity } from '#components/entities.ts'
import { Preferences } from '#components/preferences.ts'
import { roomOf } from '#systems/containment.ts'
import { sees } from '#systems/light.ts'
import { foreignZoneOf } from '#systems/rooms.ts'
import type { ViewReason, Zone } from '#systems/zone.ts'
import { mapAround } from './map.ts'

/** Rooms to either side on the small map that goes with a room. */
const ACROSS = 2
const ALONG = 1

/** Shows `being` the room it is in, and a small map with it if it likes one. */
export function showRoom(zone: Zone, being: Entity, reason: ViewReason): void {
  zone.report.view(being, reason)
  if (foreignZoneOf(zone, roomOf(zone, being)) !== undefined) return // it is shown it there
  if (!hasComponent(zone.world, being, Preferences) || Preferences.automap[being] === 0) return
  if (!sees(zone, being)) return
  zone.report.tell(being, { verb: 'automap', ...mapAround(zone, being, ACROSS, ALONG) })
}
