import { hasComponent } from 'bitecs'
import type { AnyComponent } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import { Room } from '#components/room.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { FAREWELL_REASONS, type FarewellReason, ITEM, VIEW_REASONS } from '#protocol/frame.ts'
import { contentsOf, roomOf } from '#systems/containment.ts'
import type { WorldEvent } from '#systems/events.ts'
import { isLit } from '#systems/light.ts'
import type { ViewReason, Zone } from '#systems/zone.ts'
import type { ChangeListener } from './collector.ts'
import type { Interest, Session } from './interest.ts'
import type { Outbox } from './outbox.ts'
import { allColumnsOf, type RecordCodec, visibleTo } from './recordCodec.ts'
import { inTheDark, toWire } from './reporter.ts'

/** The bit of `Location.holder`, its only column. */
const HOLDER = 1

/** What is seen of a room in the dark. */
const NONE: readonly AnyComponent[] = []

/** Changes of one room or of one session's own, as they gather during a collection. */
interface Gathered {
  bytes: ByteWriter
  lastUid: number
}

/**
 * Decides who is told what: events by room and by sight, changes by where things are.
 *
 * Hidden things never pass here: what lies in the dark, what others carry, what only a component's
 * own player may see.
 */
export class Publisher implements ChangeListener {
  readonly #codec: RecordCodec
  readonly #seenByAll: readonly AnyComponent[]
  readonly #zone: Zone
  readonly #interest: Interest
  readonly #outbox: Outbox
  readonly #roomChanges = new Map<Entity, Gathered>()
  readonly #ownChanges = new Map<Session, Gathered>()
  /** A dark room in which a light shone when the line that is being done began; 0: none. */
  #litAtFirst: Entity = 0
  /** Those of whose own beings something has changed: they may have gone blind. */
  readonly #stirred = new Set<Session>()
  /** What was sent whole in this collection: its single changes need not follow. */
  readonly #fresh = new Set<Entity>()
  /** What has gained or lost something that others may see, or only its own player. */
  readonly #altered = new Map<Entity, 'room' | 'self'>()

  constructor(codec: RecordCodec, zone: Zone, interest: Interest, outbox: Outbox) {
    this.#codec = codec
    this.#seenByAll = codec.components.filter(visibleTo('room'))
    this.#zone = zone
    this.#interest = interest
    this.#outbox = outbox
  }

  /**
   * Does what a line in `room` asks for. If a light goes out by it, those who are there see who has
   * put it out: they could see when it began.
   */
  during(room: Entity, act: () => void): void {
    this.#litAtFirst = Room.dark[room] === 1 && isLit(this.#zone, room) ? room : 0
    try {
      act()
    } finally {
      this.#litAtFirst = 0
    }
  }

  /**
   * Shows `event` to all who watch `room`; whoever is in the dark or blind is told what can be
   * heard.
   *
   * @param except  beings that are told nothing of it
   */
  show(room: Entity, event: WorldEvent, except: readonly Entity[] = []): void {
    const watchers = this.#interest.watchers(room)
    if (watchers.size === 0) return
    const wire = toWire(this.#zone, event)
    const lit = room === this.#litAtFirst || isLit(this.#zone, room)
    const isShared = lit && except.length === 0
    if (isShared) {
      const item = this.#outbox.items.event(ITEM.roomEvent, Identity.uid[room]!, wire)
      this.#outbox.toRoom(this.#interest, room, item)
      if (!this.#interest.hasBlind(room)) return
    }
    for (const session of watchers) {
      if ((isShared && !session.blind) || except.includes(session.being)) continue
      const isSeen = lit && !session.blind
      const told = isSeen ? wire : inTheDark(this.#zone, event, wire, session.being)
      this.#send(session, this.#outbox.items.event(ITEM.ownEvent, session.id, told))
    }
  }

  tell(being: Entity, event: WorldEvent): void {
    const session = this.#interest.playing(being)
    if (!session) return
    const wire = toWire(this.#zone, event)
    this.#send(session, this.#outbox.items.event(ITEM.ownEvent, session.id, wire))
  }

  /** Sends `session` its room, whole; from then on it watches that room. */
  view(session: Session, reason: ViewReason): void {
    const room = roomOf(this.#zone, session.being)
    const blind = this.#zone.rules.isBlind(this.#zone, session.being)
    const lit = !blind && isLit(this.#zone, room)
    const from = session.watching === room ? 0 : session.watching
    this.#interest.watch(session, room, blind)
    session.lit = lit
    session.stale = false
    const item = this.#outbox.items.encode(ITEM.roomView, (body) => {
      body.varint(session.id)
      body.u8(VIEW_REASONS.indexOf(reason))
      body.u8(Number(lit))
      // [V6] For one who sees nothing there is no room.
      this.#writeRoom(body, blind ? 0 : room, lit)
    })
    this.#outbox.toSession(session, item, room, from)
  }

  #writeRoom(body: ByteWriter, room: Entity, lit: boolean): void {
    const { world } = this.#zone
    this.#codec.writeRecord(body, world, room, lit ? this.#seenByAll : NONE)
    if (!lit) return
    for (const entity of contentsOf(room)) {
      if (this.#isVisible(entity)) this.#codec.writeRecord(body, world, entity, this.#seenByAll)
    }
  }

  /** Sends `session` its own being and what that carries, whole. */
  ownView(session: Session): void {
    const { world } = this.#zone
    const item = this.#outbox.items.encode(ITEM.ownView, (body) => {
      body.varint(session.id)
      this.#codec.writeRecord(body, world, session.being)
      for (const held of contentsOf(session.being)) this.#codec.writeRecord(body, world, held)
    })
    this.#send(session, item)
  }

  welcome(session: Session): void {
    const uid = Identity.uid[session.being]!
    this.#send(session, this.#outbox.items.numbers(ITEM.welcome, session.id, uid))
  }

  /** Ends `session`; what it did before is kept before it hears of it. */
  farewell(session: Session, reason: FarewellReason): void {
    const number = FAREWELL_REASONS.indexOf(reason)
    this.#send(session, this.#outbox.items.numbers(ITEM.farewell, session.id, number))
  }

  /**
   * [F8] Ends `session` here: its character goes over to another zone. It is told when that is
   * kept, as it is of all that it did before.
   */
  handOver(session: Session): void {
    const item = this.#outbox.items.numbers(ITEM.handOver, session.id, session.sequence)
    const room = roomOf(this.#zone, session.being)
    this.#outbox.toSession(session, item, room, session.watching)
  }

  /** Tells a session that asks for something here once more that it was handed over. */
  handOverAgain(edge: string, id: number, sequence: number): void {
    this.#outbox.toStranger(edge, id, this.#outbox.items.numbers(ITEM.handOver, id, sequence))
  }

  /** Turns one away that plays nobody here. */
  turnAway(edge: string, id: number, reason: FarewellReason): void {
    const number = FAREWELL_REASONS.indexOf(reason)
    this.#outbox.toStranger(edge, id, this.#outbox.items.numbers(ITEM.farewell, id, number))
  }

  accepted(session: Session, sequence: number): void {
    const item = this.#outbox.items.numbers(ITEM.accepted, session.id, sequence)
    this.#send(session, item)
  }

  appeared(entity: Entity, place: Entity): void {
    const self = this.#interest.playing(entity)
    if (self) this.#gather(this.#ownChanges, self, entity, Location, HOLDER)
    if (!this.#isVisible(entity)) return
    if (this.#isSeenIn(place)) {
      this.#showIn(place, entity)
      this.#fresh.add(entity)
    }
    const owner = this.#interest.playing(place)
    if (!owner) return
    this.#showOwn(owner, entity)
    this.#fresh.add(entity)
  }

  #showIn(place: Entity, entity: Entity): void {
    const item = this.#outbox.items.encode(ITEM.roomAppear, (body) => {
      body.varint(Identity.uid[place]!)
      this.#codec.writeRecord(body, this.#zone.world, entity, this.#seenByAll)
    })
    this.#outbox.toRoom(this.#interest, place, item)
  }

  #showOwn(owner: Session, entity: Entity): void {
    const item = this.#outbox.items.encode(ITEM.ownAppear, (body) => {
      body.varint(owner.id)
      this.#codec.writeRecord(body, this.#zone.world, entity)
    })
    this.#send(owner, item)
  }

  vanished(_entity: Entity, uid: number, place: Entity): void {
    if (this.#isSeenIn(place)) {
      const roomUid = Identity.uid[place]!
      const item = this.#outbox.items.numbers(ITEM.roomVanish, roomUid, uid)
      this.#outbox.toRoom(this.#interest, place, item)
    }
    const owner = this.#interest.playing(place)
    if (!owner) return
    this.#send(owner, this.#outbox.items.numbers(ITEM.ownVanish, owner.id, uid))
  }

  changed(entity: Entity, component: AnyComponent, mask: number): void {
    const { visibleTo: visibility } = component.schema
    if (visibility === 'none') return
    const own = this.#interest.playing(entity)
    if (own) {
      this.#stirred.add(own)
      this.#gather(this.#ownChanges, own, entity, component, mask)
    }
    if (this.#fresh.has(entity)) return
    const place = hasComponent(this.#zone.world, entity, Room) ? entity : Location.holder[entity]!
    const owner = this.#interest.playing(place)
    if (owner) this.#gather(this.#ownChanges, owner, entity, component, mask)
    else if (visibility === 'room' && this.#isSeenIn(place)) {
      this.#gather(this.#roomChanges, place, entity, component, mask)
    }
  }

  attached(entity: Entity, component: AnyComponent): void {
    if (hasComponent(this.#zone.world, entity, Room)) {
      this.changed(entity, component, allColumnsOf(component))
    } else this.#alter(entity, component)
  }

  detached(entity: Entity, component: AnyComponent): void {
    this.#alter(entity, component)
  }

  #alter(entity: Entity, { schema: { visibleTo: visibility } }: AnyComponent): void {
    if (visibility === 'none' || this.#interest.count === 0) return
    if (this.#altered.get(entity) !== 'room') this.#altered.set(entity, visibility)
  }

  /** [V3] [V4] What has gained or lost something appears once more, and replaces what it was. */
  #showAltered(entity: Entity, visibility: 'room' | 'self'): void {
    const self = this.#interest.playing(entity)
    if (self) {
      this.#stirred.add(self)
      this.#showOwn(self, entity)
    }
    if (this.#fresh.has(entity)) return
    const place = Location.holder[entity]!
    if (!this.#isVisible(entity)) return this.vanished(entity, Identity.uid[entity]!, place)
    const owner = this.#interest.playing(place)
    if (owner) this.#showOwn(owner, entity)
    else if (visibility === 'room' && this.#isSeenIn(place)) this.#showIn(place, entity)
  }

  #gather<Scope>(
    into: Map<Scope, Gathered>,
    scope: Scope,
    entity: Entity,
    component: AnyComponent,
    mask: number,
  ): void {
    let gathered = into.get(scope)
    if (!gathered) {
      gathered = { bytes: new ByteWriter(), lastUid: 0 }
      into.set(scope, gathered)
    }
    const uid = Identity.uid[entity]!
    gathered.bytes.signed(uid - gathered.lastUid)
    gathered.lastUid = uid
    this.#codec.writeChange(gathered.bytes, entity, component, mask)
  }

  /** Sends what a collection has gathered. */
  endCollection(): void {
    if (this.#fresh.size > 0 || this.#altered.size > 0) this.#endAltered()
    if (this.#roomChanges.size > 0 || this.#ownChanges.size > 0) this.#sendChanges()
  }

  #endAltered(): void {
    for (const [entity, visibility] of this.#altered) this.#showAltered(entity, visibility)
    this.#altered.clear()
    this.#fresh.clear()
  }

  #sendChanges(): void {
    for (const [room, { bytes }] of this.#roomChanges) {
      const item = this.#changesItem(ITEM.roomChanges, Identity.uid[room]!, bytes)
      this.#outbox.toRoom(this.#interest, room, item)
    }
    for (const [session, { bytes }] of this.#ownChanges) {
      this.#send(session, this.#changesItem(ITEM.ownChanges, session.id, bytes))
    }
    this.#roomChanges.clear()
    this.#ownChanges.clear()
  }

  #changesItem(kind: number, scope: number, changes: ByteWriter): Uint8Array {
    return this.#outbox.items.encode(kind, (body) => {
      body.varint(scope)
      body.raw(changes.written)
    })
  }

  /**
   * Sends the room again to those for whom it has become light or dark since they were shown it, or
   * was so for a while: then they missed something, or were shown what they no longer see. So it
   * does to those who have gone blind, or are so no longer.
   */
  followSight(): void {
    for (const session of this.#stirred) {
      const isBlind = this.#zone.rules.isBlind(this.#zone, session.being)
      if (session.watching !== 0 && isBlind !== session.blind) this.view(session, 'light')
    }
    this.#stirred.clear()
    for (const room of [...this.#interest.watchedRooms()]) {
      if (Room.dark[room] === 0) continue
      const lit = isLit(this.#zone, room)
      for (const session of this.#interest.watchers(room)) {
        const isRight = session.blind || (session.lit === lit && !session.stale)
        if (!isRight) this.view(session, 'light')
      }
    }
  }

  /** One that has just come in watches no room yet, but waits with the one it is in. */
  #send(session: Session, item: Uint8Array): void {
    const room = session.watching === 0 ? roomOf(this.#zone, session.being) : session.watching
    this.#outbox.toSession(session, item, room)
  }

  #isVisible(entity: Entity): boolean {
    const { world } = this.#zone
    return this.#seenByAll.some(
      (component) => component !== Location && hasComponent(world, entity, component),
    )
  }

  /** Whether anybody watches `place` and can see there now. */
  #isSeenIn(place: Entity): boolean {
    const watchers = this.#interest.watchers(place)
    if (watchers.size === 0) return false
    if (Room.dark[place] === 0) return true
    const lit = isLit(this.#zone, place)
    for (const session of watchers) session.stale ||= session.lit !== lit && !session.blind
    return lit
  }
}
