import { hasComponent } from 'bitecs'
import { Vitals } from '#components/vitals.ts'
import { defineSystem } from '#systems/define.ts'
import type { Zone } from '#systems/zone.ts'
import { FIGURES, refigure } from './refigure.ts'

/** What beings do that tells on their health, their spirit or how fast these come back. */
const TELLING = new Set([
  'sit',
  'stand',
  'rest',
  'sleep',
  'wake',
  'wear',
  'wield',
  'hold',
  'remove',
])

/** Works out health and spirit anew of those who change their posture or what they wear. */
export const statureSystem = defineSystem({
  name: 'stature',
  everyTicks: 1,
  writes: FIGURES,
  run(zone) {
    for (const { event, actorUid, targetUid } of zone.happenings) {
      if (!TELLING.has(event.verb)) continue
      refigureOf(zone, actorUid)
      if (targetUid !== 0) refigureOf(zone, targetUid)
    }
  },
})

function refigureOf(zone: Zone, uid: number): void {
  const being = zone.byUid.get(uid)
  if (being !== undefined && hasComponent(zone.world, being, Vitals)) refigure(zone, being)
}
