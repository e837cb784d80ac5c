import { hasComponent, type World } from 'bitecs'
import { Aliases } from '#components/aliases.ts'
import { type AnyComponent, componentNamed, touch } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { Location } from '#components/location.ts'
import { Lore } from '#components/lore.ts'
import { Player } from '#components/player.ts'
import { Preferences } from '#components/preferences.ts'
import { Vitals } from '#components/vitals.ts'
import { ByteReader, ByteWriter, ProtocolError } from '#protocol/bytes.ts'
import { type ComponentValues, type EntityRecord, readRecord } from '#protocol/record.ts'
import { readSchema, writeSchema } from '#protocol/schema.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { bear, destroy, spawnItem } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { RecordCodec } from './recordCodec.ts'

/** The form of a kept character; a newer one is refused. */
const STATE_VERSION = 1

/** What its definition says of an item, which a builder may since have bettered. */
const DEFINED: ReadonlySet<AnyComponent> = new Set([Described, Lore, Item])

let codec: RecordCodec | undefined

/** Made at first use: by then every component is declared. */
function durableCodec(): RecordCodec {
  codec ??= new RecordCodec(({ schema }) => schema.durability !== 'none')
  return codec
}

/**
 * Writes a character and all that it carries and wears.
 *
 * The form names its components and columns, so that a world whose components have since gained
 * or lost columns reads it all the same.
 */
export function encodeCharacter(world: World, character: Entity): Uint8Array {
  const out = new ByteWriter()
  out.u8(STATE_VERSION)
  writeSchema(out, durableCodec().schema)
  writeTree(out, world, character)
  return out.take()
}

function writeTree(out: ByteWriter, world: World, entity: Entity): void {
  durableCodec().writeRecord(out, world, entity)
  for (const held of contentsOf(entity)) writeTree(out, world, held)
}

/**
 * Makes a character as it was kept, with all its things.
 *
 * @returns the character, in no room yet, and the uid of the room in which it was
 * @throws {ProtocolError} if `state` is of a newer version or not whole
 */
export function decodeCharacter(
  zone: Zone,
  uid: number,
  state: Uint8Array,
): { character: Entity; roomUid: number } {
  const [own, ...kept] = readRecords(state)
  if (own?.uid !== uid) {
    throw new ProtocolError(`Cannot read character ${uid}: the state is of another`)
  }
  // A uid that lives already is not born a second time, whatever a state says.
  const seen = new Set([uid])
  const things = kept.filter((thing) => {
    if (seen.has(thing.uid) || zone.byUid.has(thing.uid)) return false
    return seen.add(thing.uid)
  })
  try {
    const character = bear(zone, uid)
    for (const thing of things) bearItem(zone, thing)
    for (const record of [own, ...things]) restore(zone, record)
    for (const thing of things) putBack(zone, thing, character)
    return { character, roomUid: numberIn(own, 'location', 'holder') }
  } catch (error) {
    // Half a character must not be played, nor ever be kept in the place of the whole.
    for (const { uid: made } of [own, ...things]) unmake(zone, made)
    throw error
  }
}

function readRecords(state: Uint8Array): EntityRecord[] {
  const reader = new ByteReader(state)
  const version = reader.u8()
  if (version > STATE_VERSION) {
    throw new ProtocolError(`Cannot read a character of version ${version}: this is an older Loam`)
  }
  const schema = readSchema(reader)
  const records: EntityRecord[] = []
  while (!reader.atEnd) records.push(readRecord(reader, schema))
  return records
}

function unmake(zone: Zone, uid: number): void {
  const entity = zone.byUid.get(uid)
  if (entity !== undefined) destroy(zone, entity)
}

/** Makes the item anew from its definition, if there still is one. */
function bearItem(zone: Zone, record: EntityRecord): void {
  const prefab = String(record.components['identity']?.['prefab'] ?? '')
  const definition = zone.items.get(prefab)
  if (!definition) {
    bear(zone, record.uid, prefab)
    return
  }
  const item = spawnItem(zone, definition, 0)
  zone.byUid.delete(Identity.uid[item]!)
  Identity.uid[item] = record.uid
  touch(Identity, item)
  zone.byUid.set(record.uid, item)
}

function restore(zone: Zone, record: EntityRecord): void {
  const entity = zone.byUid.get(record.uid)!
  const known = zone.items.has(Identity.prefab[entity]!)
  for (const [name, values] of Object.entries(record.components)) {
    const component = componentNamed(name)
    if (!component || component === Location || (known && DEFINED.has(component))) continue
    fill(zone, entity, component, values)
  }
}

/**
 * Columns that the state does not have keep what they start with; those it has too many are left.
 */
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

/** What is worn is taken off by a move: it is put back after it. */
function putBack(zone: Zone, record: EntityRecord, character: Entity): void {
  const entity = zone.byUid.get(record.uid)!
  moveTo(zone, entity, zone.byUid.get(numberIn(record, 'location', 'holder')) ?? character)
  const wearable = componentNamed('wearable')!
  const worn = record.components['wearable']
  if (worn && hasComponent(zone.world, entity, wearable)) {
    fill(zone, entity, wearable, { worn: worn['worn'] ?? 0 })
  }
}

function numberIn(record: EntityRecord, component: string, column: string): number {
  return Number(record.components[component]?.[column] ?? 0)
}

/** Makes a character that has never played. */
export function newCharacter(zone: Zone, uid: number, name: string): Entity {
  const character = bear(zone, uid)
  furnishCharacter(zone, character, name)
  return character
}

/** Gives `character` whatever a player's character has and this one does not have yet. */
export function furnishCharacter(zone: Zone, character: Entity, name: string): void {
  const has = (component: AnyComponent) => hasComponent(zone.world, character, component)
  const { world } = zone
  attach(world, character, Described, { name, here: `${name} is here.` })
  attach(world, character, Lore, {
    words: name.toLowerCase(),
    description: `${name} has not been described yet.`,
  })
  if (!has(Preferences)) {
    attach(world, character, Preferences, { autoexit: 1, prompt: 1, screenReader: 2 })
  }
  if (!has(Aliases)) attach(world, character, Aliases)
  if (!has(Vitals)) attach(world, character, Vitals, { hp: 100, hpMax: 100, hpPerSecond: 1 })
  attach(world, character, Player)
}
