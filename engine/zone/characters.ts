import { hasComponent, query } from 'bitecs'
import { touch } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Player } from '#components/player.ts'
import { encodeSave } from '#engine/persistence/saves.ts'
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

/** The players' bodies in a zone: how they come, are kept, and go. */
export class Characters {
  readonly #zone: LiveZone
  readonly #keep: (save: Uint8Array) => void
  readonly #changed = new Set<Entity>()
  readonly #revisions = new Map<Entity, number>()

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
    const { being, room } = this.#make(entry)
    moveTo(this.#zone, being, room)
    this.#revisions.set(being, entry.revision)
    this.#changed.add(being)
    return { being, wasHere: false }
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
    this.#save(being)
    this.#changed.delete(being)
    this.#revisions.delete(being)
    destroy(this.#zone, being)
  }

  #save(being: Entity): void {
    const revision = (this.#revisions.get(being) ?? 0) + 1
    this.#revisions.set(being, revision)
    this.#keep(
      encodeSave({
        uid: Identity.uid[being]!,
        zone: this.#zone.name,
        revision,
        state: encodeCharacter(this.#zone.world, being),
      }),
    )
  }
}
