import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import type { EventValue, Ref, WireEvent } from '#protocol/event.ts'
import { ENTITY_FIELDS, isStranger, type WorldEvent } from '#systems/events.ts'
import { nameOf } from '#systems/names.ts'
import { isBeing } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'

/** Turns what rules report, with entities, into what edges receive, with uids and names. */
export function toWire(zone: Zone, event: WorldEvent): WireEvent {
  const fields: Record<string, EventValue> = {}
  for (const [name, value] of Object.entries(event)) {
    if (name !== 'verb') fields[name] = convert(zone, name, value)
  }
  return { verb: event.verb, fields }
}

function convert(zone: Zone, name: string, value: unknown): EventValue {
  if (ENTITY_FIELDS.has(name)) {
    if (typeof value === 'number') return refTo(zone, value)
    return isStranger(value) ? { uid: value.uid, name: value.name } : undefined
  }
  if (Array.isArray(value)) return value.map((element) => convert(zone, '', element))
  if (typeof value !== 'object' || value === null) return value as EventValue
  const fields: Record<string, EventValue> = {}
  for (const [field, inner] of Object.entries(value)) fields[field] = convert(zone, field, inner)
  return fields
}

function refTo(zone: Zone, entity: Entity): Ref {
  return { uid: Identity.uid[entity]!, name: nameOf(zone, entity) }
}

/**
 * The same event for one who cannot see: whoever is not `self` is someone, whatever is not carried
 * by `self` is something. Uids are taken out, too: nothing hidden leaves the engine.
 */
export function inTheDark(zone: Zone, event: WorldEvent, wire: WireEvent, self: Entity): WireEvent {
  const fields: Record<string, EventValue> = { ...wire.fields }
  const own = event.actor === self ? OWN_THINGS : NOTHING
  for (const name of ENTITY_FIELDS) {
    const entity = event[name]
    if (typeof entity !== 'number' || entity === self || own.has(name)) continue
    fields[name] = { uid: 0, name: isBeing(zone, entity) ? 'someone' : 'something' }
  }
  if (event.items && event.actor !== self) fields['items'] = [{ item: UNSEEN }]
  return { verb: wire.verb, fields }
}

/** What one has in hand one knows, even in the dark, and ways out can be felt. */
const OWN_THINGS = new Set(['item', 'container', 'exit'])
const NOTHING = new Set<string>()

const UNSEEN: Ref = { uid: 0, name: 'something' }
