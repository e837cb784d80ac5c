import { hasComponent, type World } from 'bitecs'
import { Aliases } from '#components/aliases.ts'
import type { AnyComponent } from '#components/define.ts'
import { Described } from '#components/described.ts'
import { attach, type Entity } from '#components/entities.ts'
import { Lore } from '#components/lore.ts'
import { Player } from '#components/player.ts'
import { Preferences } from '#components/preferences.ts'
import { Vitals } from '#components/vitals.ts'
import { ByteWriter, ProtocolError } from '#protocol/bytes.ts'
import { contentsOf } from '#systems/containment.ts'
import { bear } from '#systems/spawn.ts'
import type { Zone } from '#systems/zone.ts'
import { durableCodec, KEPT_ITEM, KEPT_VERSION } from './durable.ts'
import { KeptModel } from './keptModel.ts'
import { writeSchemaItem } from './ledger.ts'
import { holderUidOf, revive } from './revive.ts'

/**
 * Writes a character and all that it carries and wears, in the form of a snapshot.
 *
 * The form names its components and columns, so that a world whose components have since gained
 * or lost columns reads it all the same.
 */
export function encodeCharacter(world: World, character: Entity): Uint8Array {
  const out = new ByteWriter()
  out.u8(KEPT_VERSION)
  writeSchemaItem(out)
  writeTree(out, world, character)
  return out.take()
}

function writeTree(out: ByteWriter, world: World, entity: Entity): void {
  out.u8(KEPT_ITEM.whole)
  durableCodec().writeRecord(out, world, entity)
  for (const held of contentsOf(entity)) writeTree(out, world, held)
}

/**
 * Makes a character as it was kept, with all its things, in the room where it was.
 *
 * @param start  the room for one whose room is no more
 * @throws {ProtocolError} if `state` is of a newer version, not whole, or another's
 */
export function decodeCharacter(zone: Zone, uid: number, state: Uint8Array, start: Entity): Entity {
  const model = new KeptModel()
  model.apply(state)
  const records = model.records()
  const own = records.find((record) => record.uid === uid)
  if (!own) throw new ProtocolError(`Cannot read character ${uid}: the state is another's`)
  const things = records.filter((record) => record !== own)
  const [character] = revive(zone, [own], zone.byUid.get(holderUidOf(own)) ?? start)
  revive(zone, things, character!)
  return character!
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
