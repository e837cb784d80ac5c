import { hasComponent, query } from 'bitecs'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Player } from '#components/player.ts'
import { encodeSave } from '#engine/persistence/saves.ts'
import type { CharacterSave } from '#engine/persistence/store.ts'
import type { Entry } from '#protocol/intent.ts'
import { DEPTH_MAX, moveTo } from '#systems/containment.ts'
import { destroy } from '#systems/spawn.ts'
import {
  decodeCharacter,
  encodeCharacter,
  furnishCharacter,
  newCharacter,
} from './characterState.ts'
import type { LiveZone } from './zone.ts'

/**
 * States of those who left last that are remembered. One may come back with an older state: it was
 * read before the newest was written. With more leaving meanwhile, the oldest is forgotten.
 */
const LEFT_MAX = 256

/** The players' bodies in a zone: how they come, are kept, and go. */
export class Characters {
  readonly #zone: LiveZone
  readonly #keep: (save: Uint8Array) => void
  readonly #changed = new Set<Entity>()
  readonly #revisions = new Map<Entity, number>()
  readonly #left = new Map<number, CharacterSave>()

  /** @param keep  takes an encoded save to whoever writes it down */
  constructor(zone: LiveZone, keep: (save: Uint8Array) => void) {
    this.#zone = zone
    this.#keep = keep
  }

  /** Finds the body of the character that enters, or makes it of what was kept. */
  embody(entry: Entry): { being: Entity; wasHere: boolean } {
    const here = this.#zone.byUid.get(entry.uid)
    if (here !== undefined) {
      Player.linkDead[here] = 0
      touch(Player, here)
      return { being: here, wasHere: true }
    }
    const newest = this.#newest(entry)
    const { being, room } = this.#make(newest)
    moveTo(this.#zone, being, room)
    this.#revisions.set(being, newest.revision)
    this.#changed.add(being)
    return { being, wasHere: false }
  }

  #newest(entry: Entry): Entry {
    const left = this.#left.get(entry.uid)
    if (!left || left.revision <= entry.revision) return entry
    return { ...entry, state: left.state, revision: left.revision }
  }

  #make({ uid, name, state }: Entry): { being: Entity; room: Entity } {
    const start = this.#zone.rooms.get(this.#zone.start)!
    if (state.length === 0) return { being: newCharacter(this.#zone, uid, name), room: start }
    const { character, roomUid } = decodeCharacter(this.#zone, uid, state)
    furnishCharacter(this.#zone, character, name)
    return { being: character, room: this.#zone.byUid.get(roomUid) ?? start }
  }

  /**
   * Notes that something kept of `entity` differs: if it is, or lies with, a player, that is
   * saved.
   */
  changed(entity: Entity): void {
    let at = entity
    for (let depth = 0; depth <= DEPTH_MAX && at !== 0; depth++) {
      if (hasComponent(this.#zone.world, at, Player)) {
        this.#changed.add(at)
        return
      }
      at = Location.holder[at]!
    }
  }

  loseLink(being: Entity): void {
    Player.linkDead[being] = 1
    Player.linkDeadSinceTick[being] = this.#zone.tick
    touch(Player, being)
  }

  saveChanged(): void {
    for (const being of this.#changed) this.#save(being)
    this.#changed.clear()
  }

  saveAll(): void {
    for (const being of query(this.#zone.world, [Player])) this.#save(being)
    this.#changed.clear()
  }

  /** Keeps `being` as it is, and takes it out of the world with all it carries. */
  release(being: Entity): void {
    const save = this.#save(being)
    this.#left.delete(save.uid)
    this.#left.set(save.uid, save)
    if (this.#left.size > LEFT_MAX) this.#left.delete(this.#left.keys().next().value!)
    this.#changed.delete(being)
    this.#revisions.delete(being)
    destroy(this.#zone, being)
  }

  #save(being: Entity): CharacterSave {
    const revision = (this.#revisions.get(being) ?? 0) + 1
    this.#revisions.set(being, revision)
    const save = {
      uid: Identity.uid[being]!,
      zone: this.#zone.name,
      revision,
      state: encodeCharacter(this.#zone.world, being),
    }
    this.#keep(encodeSave(save))
    return save
  }
}
