import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'

/** Somebody or something of another zone, of which no more is known here. */
export interface Stranger {
  uid: number
  name: string
}

/** Whether `value`, which another zone may have told, is somebody or something known by name. */
export function isStranger(value: unknown): value is Stranger {
  if (typeof value !== 'object' || value === null || !('uid' in value)) return false
  return typeof value.uid === 'number' && 'name' in value && typeof value.name === 'string'
}

/** What one sees of a thing in a list: a row of an inventory, of a container, of the equipment. */
export interface Listed {
  item: Entity
  /** Where it is worn; absent in a list of what lies or is carried. */
  slot?: string
}

/**
 * What happened, without words or colours chosen.
 *
 * `verb` says what; the other fields say who and with what. Fields whose value is an entity are
 * those of `ENTITY_FIELDS`; an edge gets them as uid and name. Where an event of another zone is
 * passed on, and in lists, it may be a `Stranger` instead. `EVENTS.md` beside the protocol is
 * the list of verbs with their fields; a phrase for each is in `edges/text/phrases`.
 */
export interface WorldEvent {
  verb: string
  actor?: Entity
  target?: Entity
  item?: Entity
  container?: Entity
  exit?: Entity
  room?: Entity
  /** Free text: what was said, what is written. */
  text?: string
  direction?: string
  count?: number
  items?: readonly Listed[]
  [field: string]: unknown
}

/** The fields of an event that hold an entity. */
export const ENTITY_FIELDS = new Set(['actor', 'target', 'item', 'container', 'exit', 'room'])

/** That a room was shown an event. Its entities may since have ended: compare the uids. */
export interface Happening {
  room: Entity
  event: WorldEvent
  /** Uids of the event's entities at that time, 0 of none. */
  actorUid: number
  targetUid: number
  itemUid: number
}

/** With more than so many in one tick, the rest go unnoticed by rules that react. */
export const HAPPENINGS_MAX = 20_000

/** Notes `event` as it happens. */
export function happening(room: Entity, event: WorldEvent): Happening {
  const uidOf = (entity: Entity | undefined) => (entity ? (Identity.uid[entity] ?? 0) : 0)
  return {
    room,
    event,
    actorUid: uidOf(event.actor),
    targetUid: uidOf(event.target),
    itemUid: uidOf(event.item),
  }
}
