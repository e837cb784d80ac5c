import type { Entity } from '#components/entities.ts'
import { roomOf } from '#systems/containment.ts'
import type { Zone } from '#systems/zone.ts'

/** Lets `mobile` say `text`, which may be of several lines, to `being`; all in the room hear it. */
export function sayTo(zone: Zone, mobile: Entity, being: Entity, text: string): void {
  const words = text.replace(/\s+/g, ' ').trim()
  if (words === '') return
  zone.report.show(roomOf(zone, mobile), {
    verb: 'sayTo',
    actor: mobile,
    target: being,
    text: words,
  })
}
