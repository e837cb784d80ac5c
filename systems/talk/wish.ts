import type { Entity } from '#components/entities.ts'
import { Room } from '#components/room.ts'
import { roomOf } from '#systems/containment.ts'
import type { Zone } from '#systems/zone.ts'

/** Asks the edge to have the chat do something, which then tells the player what came of it. */
export function wish(
  zone: Zone,
  actor: Entity,
  deed: string,
  fields: Readonly<Record<string, unknown>> = {},
): undefined {
  zone.report.tell(actor, { verb: 'chat', deed, ...fields })
}

/** Has `actor` say something on a channel, which may be that of its area. */
export function sayOn(zone: Zone, actor: Entity, channel: string, text: string): undefined {
  const area = Room.area[roomOf(zone, actor)] ?? ''
  wish(zone, actor, 'say', { channel, text, area })
}
