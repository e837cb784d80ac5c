import { hasComponent } from 'bitecs'
import { type AnyComponent, componentNamed, touch } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { Location } from '#components/location.ts'
import { Lore } from '#components/lore.ts'
import { Wearable } from '#components/wearable.ts'
import type { ComponentValues, EntityRecord } from '#protocol/record.ts'
import { isWithin, moveTo } from '#systems/containment.ts'
import { bear, spawnItem } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'

/** What its definition says of an item, which a builder may since have bettered. */
const DEFINED: ReadonlySet<AnyComponent> = new Set([Described, Lore, Item])

/**
 * Makes entities as they were kept.
 *
 * Components and columns are known by name: those that the records do not have start as new ones
 * do, and those that there no longer are, are left out. A uid that lives already is not born a
 * second time, whatever the records say.
 *
 * @param fallback  where things are put whose holder is no more
 * @returns the entities made, in the order of the records
 */
export function revive(zone: Zone, records: readonly EntityRecord[], fallback: Entity): Entity[] {
  const unborn = records.filter(({ uid }) => !zone.byUid.has(uid))
  for (const record of unborn) born(zone, record)
  for (const record of unborn) restore(zone, record)
  for (const record of unborn) putBack(zone, record, fallback)
  return unborn.map(({ uid }) => zone.byUid.get(uid)!)
}

/** Makes an item anew from its definition, if there still is one; else bare. */
function born(zone: Zone, record: EntityRecord): void {
  const prefab = String(record.components['identity']?.['prefab'] ?? '')
  const definition = zone.items.get(prefab)
  if (definition) spawnItem(zone, definition, 0, record.uid)
  else bear(zone, record.uid, prefab)
}

function restore(zone: Zone, record: EntityRecord): void {
  const entity = zone.byUid.get(record.uid)!
  const isDefined = zone.items.has(Identity.prefab[entity]!)
  for (const [name, values] of Object.entries(record.components)) {
    const component = componentNamed(name)
    if (!component || component === Location || (isDefined && DEFINED.has(component))) continue
    fill(zone, entity, component, values)
  }
}

/** Columns that the record does not have keep what they start with. */
function fill(zone: Zone, entity: Entity, component: AnyComponent, kept: ComponentValues): void {
  if (!hasComponent(zone.world, entity, component)) attach(zone.world, entity, component)
  for (const { name, kind, values } of component.schema.columns) {
    const value = kept[name]
    if (value === undefined || kind === 'entity') continue
    if ((typeof value === 'string') !== (kind === 'text')) continue
    ;(values as (number | string)[])[entity] = value
  }
  touch(component, entity)
}

/** What is worn is taken off by a move: it is put on again after it. */
function putBack(zone: Zone, record: EntityRecord, fallback: Entity): void {
  const entity = zone.byUid.get(record.uid)!
  const holder = zone.byUid.get(holderUidOf(record)) ?? fallback
  moveTo(zone, entity, isWithin(holder, entity) ? fallback : holder)
  const worn = record.components['wearable']?.['worn']
  if (worn !== undefined && hasComponent(zone.world, entity, Wearable)) {
    fill(zone, entity, Wearable, { worn })
  }
}

/** The uid of whatever held it; 0: nothing did. */
export function holderUidOf(record: EntityRecord): number {
  return Number(record.components['location']?.['holder'] ?? 0)
}
