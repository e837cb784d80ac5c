import { hasComponent } from 'bitecs'
import { Corpse } from '#components/corpse.ts'
import type { AnyComponent } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Item } from '#components/item.ts'
import { LastDone } from '#components/lastDone.ts'
import { Location } from '#components/location.ts'
import { Mobile } from '#components/mobile.ts'
import { Player } from '#components/player.ts'
import type { JournalRecord, Leaving } from '#engine/persistence/journal.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { writeSchema } from '#protocol/schema.ts'
import { contentsOf, DEPTH_MAX, roomOf } from '#systems/containment.ts'
import type { Zone } from '#systems/zone.ts'
import { noteBearer } from './bearers.ts'
import type { ChangeListener } from './collector.ts'
import { durableCodec, KEPT_ITEM, KEPT_VERSION } from './durable.ts'
import { KeptList } from './keptList.ts'
import { writeLoss, writeLosses } from './losses.ts'
import { allColumnsOf } from './recordCodec.ts'

/** A turn's lasting changes. */
export interface Entry {
  payload: Uint8Array
  /** Rooms in which something was changed that may only be told once it is kept. */
  rooms: ReadonlySet<Entity>
  entered: readonly number[]
  left: JournalRecord['left']
}

/** Columns that are to be written, by their bits. */
type Late = Map<Entity, Map<AnyComponent, number>>

const NOTHING = { uid: 0, room: 0 }

/**
 * Writes down what changes of all that is kept: players, what they carry, and whatever has ever
 * been theirs, wherever it lies now.
 *
 * What a reset has brought and nobody has touched is not kept: it is born again. Once somebody has
 * taken it, it is; and so is a container into which somebody puts something, with all it holds.
 */
export class Ledger implements ChangeListener {
  readonly #zone: Zone
  readonly #kept = new KeptList()
  /** Uids of those whose end has not been told, and whose ids are others' already. */
  readonly #succeeded = new Set<number>()
  readonly #lazy: Late = new Map()
  /** What players have done last, and where they stand: that is kept with whatever they do. */
  readonly #deeds: Late = new Map()
  readonly #told = new ByteWriter()
  /** Written whole in this collection: single changes need not follow. */
  readonly #fresh = new Set<Entity>()
  /** Mobiles that have come somewhere: some may have what is kept. */
  readonly #walking = new Set<Entity>()
  /** Born in this turn as somebody's: to be kept wherever they are when it is collected. */
  readonly #born = new Set<Entity>()
  /** What has just vanished from a room, and may be about to appear elsewhere. */
  #vanished = NOTHING
  /** Rooms that players have left in this turn, and for which. */
  #walks: { from: Entity; to: Entity }[] = []
  #rooms = new Set<Entity>()
  #entered: number[] = []
  #left: Leaving[] = []
  #hasSchema = false

  constructor(zone: Zone) {
    this.#zone = zone
  }

  /** From now on `nextKept` tells of all that is kept, for a snapshot. */
  restartKept(): void {
    this.#kept.restart()
  }

  /** The uid of the next; what comes or moves meanwhile follows. @returns 0: there is no other */
  nextKept(): number {
    return this.#kept.nextUid()
  }

  /** What is kept under `uid`, if it still is. */
  kept(uid: number): Entity | undefined {
    const entity = this.#zone.byUid.get(uid)
    return entity !== undefined && this.#kept.has(entity, uid) ? entity : undefined
  }

  /** Whether `entity` is kept. */
  keeps(entity: Entity): boolean {
    return this.#kept.has(entity, Identity.uid[entity]!)
  }

  /** Notes that `entities` have come out of the journal, and need not be written. */
  recovered(entities: readonly Entity[]): void {
    this.#kept.makeRoom(entities.reduce((largest, entity) => Math.max(largest, entity), 0))
    const { uid } = Identity
    for (let i = 0; i < entities.length; i++) this.#kept.putLast(entities[i]!, uid[entities[i]!]!)
  }

  /** Notes that `item`, which has just been made, is somebody's, wherever it comes to lie. */
  bear(item: Entity): void {
    this.#born.add(item)
  }

  /** A character has come into this zone's keeping, with all it carries. */
  enter(character: Entity): void {
    this.#claim(character)
    this.#entered.push(Identity.uid[character]!)
  }

  /**
   * A character goes out of this zone's keeping, in `state`, before it is destroyed.
   *
   * @param next  the zone in which it will wake; absent: this one
   */
  leave(character: Entity, state: Uint8Array, next?: string): void {
    this.#touchRoom(character)
    const uid = Identity.uid[character]!
    this.#left.push(next === undefined ? { uid, state } : { uid, state, next })
  }

  appeared(entity: Entity, place: Entity): void {
    const { world } = this.#zone
    const { room: from, uid } = this.#vanished
    const hasMoved = uid === Identity.uid[entity]
    this.#vanished = NOTHING
    const wasKept = this.keeps(entity)
    if (hasComponent(world, entity, Mobile)) this.#walking.add(entity)
    if (!wasKept) {
      // Things do not move by themselves: whoever has moved this one had it in hand for a moment.
      // Only what a creature had is left in its corpse without anybody's doing.
      const isLeft = hasComponent(world, place, Corpse)
      const isTouched = hasMoved && !isLeft && hasComponent(world, entity, Item)
      if (!isTouched && !this.keeps(place) && !this.#born.has(entity)) return
      this.#claim(entity)
      if (hasMoved && from !== 0) this.#rooms.add(from)
    }
    this.#putLast(entity)
    if (hasComponent(world, place, Item) && !this.keeps(place)) this.#claimOutermost(place)
    if (!wasKept || this.#fresh.has(entity)) return
    if (!hasComponent(world, entity, Player)) {
      this.#write(entity, Location, 1)
      noteBearer(this.#told, this.#zone, place)
    } else {
      beLate(this.#deeds, entity, Location, 1)
      if (hasMoved && from !== 0) this.#walks.push({ from, to: roomOf(this.#zone, place) })
    }
  }

  vanished(entity: Entity, uid: number, place: Entity): void {
    this.#vanished = { uid, room: roomOf(this.#zone, place) }
    if (!this.#kept.has(entity, uid) && !this.#succeeded.delete(uid)) return
    const lives = hasComponent(this.#zone.world, entity, Location) && Identity.uid[entity] === uid
    if (!lives || !hasComponent(this.#zone.world, entity, Player)) this.#touchRoom(place)
    if (lives) return
    if (this.#kept.has(entity, uid)) this.#kept.delete(entity)
    this.#lazy.delete(entity)
    this.#deeds.delete(entity)
    // Whoever has come back in the same turn was written whole, and goes on under its uid.
    if (this.kept(uid) !== undefined) return
    this.#told.u8(KEPT_ITEM.gone)
    this.#told.varint(uid)
  }

  changed(entity: Entity, component: AnyComponent, mask: number): void {
    const { durability } = component.schema
    if (durability === 'none' || durability === 'along') return
    if (!this.keeps(entity) || this.#fresh.has(entity)) return
    if (component === LastDone) beLate(this.#deeds, entity, component, mask)
    else if (durability === 'lazy') beLate(this.#lazy, entity, component, mask)
    else this.#write(entity, component, mask)
  }

  attached(entity: Entity, component: AnyComponent): void {
    this.changed(entity, component, allColumnsOf(component))
  }

  detached(entity: Entity, component: AnyComponent): void {
    this.changed(entity, component, 0)
  }

  /** All that has changed so far has been told. */
  endCollection(): void {
    // Most collections find nothing here, and to clear a set takes a new one.
    if (this.#fresh.size > 0) this.#fresh.clear()
    if (this.#born.size > 0) this.#born.clear()
    this.#vanished = NOTHING
  }

  /**
   * Takes what has gathered.
   *
   * @param withLazy  also what may wait a second: it is told before it is kept
   * @returns undefined if there is nothing
   */
  take(withLazy: boolean): Entry | undefined {
    if (withLazy) this.#writeLazy()
    if (withLazy || !this.#isEmpty) this.#writeLate(this.#deeds)
    if (this.#isEmpty) {
      this.#rooms.clear()
      this.#walks = []
      return undefined
    }
    const out = new ByteWriter()
    out.varint(KEPT_VERSION)
    if (!this.#hasSchema) writeSchemaItem(out)
    this.#hasSchema = true
    out.raw(this.#told.written)
    const entry = {
      payload: out.take(),
      rooms: this.#touchedRooms(),
      entered: this.#entered,
      left: this.#left,
    }
    this.#told.reset()
    this.#rooms = new Set()
    this.#walks = []
    this.#entered = []
    this.#left = []
    return entry
  }

  get #isEmpty(): boolean {
    return this.#told.length + this.#entered.length + this.#left.length === 0
  }

  #writeLate(late: Late): void {
    for (const [entity, components] of late) {
      for (const [component, mask] of components) this.#writeChange(entity, component, mask)
    }
    late.clear()
  }

  #writeLazy(): void {
    this.#writeLate(this.#lazy)
    for (const mobile of this.#walking) {
      const hasKept = contentsOf(mobile).some((held) => this.keeps(held))
      if (hasKept) noteBearer(this.#told, this.#zone, mobile)
    }
    this.#walking.clear()
  }

  /**
   * The rooms whose watchers may learn of what was written. What somebody did just before walking
   * out is found where it then is; those whom it left have seen it, too.
   */
  #touchedRooms(): Set<Entity> {
    for (const { from, to } of this.#walks) if (this.#rooms.has(to)) this.#rooms.add(from)
    return this.#rooms
  }

  /** From now on `entity` is kept, with all that lies in it. */
  #claim(entity: Entity): void {
    if (!this.keeps(entity)) this.#claimAlone(entity)
    for (const held of contentsOf(entity)) this.#claim(held)
  }

  #claimAlone(entity: Entity): void {
    this.#putLast(entity)
    this.#fresh.add(entity)
    this.#lazy.delete(entity)
    this.#deeds.delete(entity)
    this.#touchRoom(entity)
    this.#told.u8(KEPT_ITEM.whole)
    durableCodec().writeRecord(this.#told, this.#zone.world, entity)
    this.writeBesides(this.#told, entity)
  }

  /** Writes what follows an entity that was written whole: what it has lost, and who holds it. */
  writeBesides(out: ByteWriter, entity: Entity): void {
    writeLosses(out, this.#zone, entity)
    noteBearer(out, this.#zone, Location.holder[entity]!)
  }

  /** What holds a kept thing must be there when that comes back, and with all it held. */
  #claimOutermost(container: Entity): void {
    let outermost = container
    for (let depth = 0; depth <= DEPTH_MAX; depth++) {
      const holder = Location.holder[outermost]!
      if (!hasComponent(this.#zone.world, holder, Item) || this.keeps(holder)) break
      outermost = holder
    }
    this.#claim(outermost)
  }

  /** Contents come back in the order in which they were put where they are. */
  #putLast(entity: Entity): void {
    const uid = Identity.uid[entity]!
    const before = this.#kept.uidOf(entity)
    if (before !== 0 && before !== uid) this.#succeeded.add(before)
    this.#kept.putLast(entity, uid)
  }

  #write(entity: Entity, component: AnyComponent, mask: number): void {
    this.#touchRoom(entity)
    this.#writeChange(entity, component, mask)
  }

  /** What it no longer has is written as such, whatever it was before. */
  #writeChange(entity: Entity, component: AnyComponent, mask: number): void {
    if (!hasComponent(this.#zone.world, entity, component)) {
      writeLoss(this.#told, entity, component)
      return
    }
    this.#told.u8(KEPT_ITEM.changed)
    this.#told.varint(Identity.uid[entity]!)
    durableCodec().writeChange(this.#told, entity, component, mask)
  }

  #touchRoom(entity: Entity): void {
    const room = roomOf(this.#zone, entity)
    if (room !== 0) this.#rooms.add(room)
  }
}

function beLate(late: Late, entity: Entity, component: AnyComponent, mask: number): void {
  const components = late.get(entity) ?? new Map<AnyComponent, number>()
  late.set(entity, components)
  components.set(component, (components.get(component) ?? 0) | mask)
}

/** Writes the schema of all that follows. */
export function writeSchemaItem(out: ByteWriter): void {
  out.u8(KEPT_ITEM.schema)
  writeSchema(out, durableCodec().schema)
}
