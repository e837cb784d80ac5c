import { hasComponent } from 'bitecs'
import { Aliases } from '#components/aliases.ts'
import type { AnyComponent } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Lore } from '#components/lore.ts'
import { Player } from '#components/player.ts'
import { Preferences } from '#components/preferences.ts'
import { SAVED_FORM, type SavedForm } from '#components/savedForm.ts'
import { Vitals } from '#components/vitals.ts'
import { ByteWriter, ProtocolError } from '#protocol/bytes.ts'
import { contentsOf } from '#systems/containment.ts'
import { roomWithUid } from '#systems/rooms.ts'
import { bear } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { durableCodec, KEPT_ITEM, KEPT_VERSION } from './durable.ts'
import { KeptError } from './keptError.ts'
import { KeptModel } from './keptModel.ts'
import { inParts } from './keptParts.ts'
import { writeSchemaItem } from './ledger.ts'
import { writeLosses } from './losses.ts'
import { Misfits } from './misfits.ts'
import { holderUidOf, revive } from './revive.ts'

/**
 * Writes a character and all that it carries and wears, in the form of a snapshot.
 *
 * The form names its components and columns, so that a world whose components have since gained
 * or lost columns reads it all the same.
 */
export function encodeCharacter(
  zone: Pick<Zone, 'world' | 'items'>,
  character: Entity,
): Uint8Array {
  const out = new ByteWriter()
  out.varint(KEPT_VERSION)
  writeSchemaItem(out)
  writeTree(out, zone, character)
  return out.take()
}

function writeTree(out: ByteWriter, zone: Pick<Zone, 'world' | 'items'>, entity: Entity): void {
  out.u8(KEPT_ITEM.whole)
  durableCodec().writeRecord(out, zone.world, entity)
  writeLosses(out, zone, entity)
  for (const held of contentsOf(entity)) writeTree(out, zone, held)
}

/** How a zone reads what was kept: in which form, and where it notes what does not fit. */
interface Reading {
  form: SavedForm
  misfits: Misfits
}

/**
 * Makes a character as it was kept, with all its things, in the room where it was.
 *
 * @param start  the room for one whose room is no more
 * @throws {KeptError} if `state` is of a newer form, not whole, or another's: nothing is made then
 */
export function decodeCharacter(
  zone: Zone,
  uid: number,
  state: Uint8Array,
  start: Entity,
  { form, misfits }: Reading = { form: SAVED_FORM, misfits: new Misfits() },
): Entity {
  const model = new KeptModel(form)
  const what = `the state of character ${uid}`
  model.apply(state, what)
  const records = model.records()
  const own = records.find((record) => record.uid === uid)
  if (!own) throw KeptError.unreadable(what, new ProtocolError("it is another's"))
  const room = roomWithUid(zone, holderUidOf(own)) ?? start
  const location = { holder: Identity.uid[room]! }
  const placed = { uid, components: { ...own.components, [Location.schema.name]: location } }
  const all = records.map((record) => (record === own ? placed : record))
  revive(zone, all.map(inParts), () => zone.byUid.get(uid)!, misfits)
  return zone.byUid.get(uid)!
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
  if (!has(Vitals)) attach(world, character, Vitals, { hp: 1, hpMax: 1 })
  attach(world, character, Player)
  zone.rules.furnish(zone, character)
}
