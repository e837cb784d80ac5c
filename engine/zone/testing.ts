import type { AreaDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import type { JournalRecord, KeptSnapshot } from '#engine/persistence/journal.ts'
import { decodeRecord, decodeSnapshotPiece } from '#engine/persistence/journalWire.ts'
import { SnapshotPieces } from '#engine/persistence/snapshotPieces.ts'
import { type Bus, SUBJECT, type Unsubscribe } from '#protocol/bus.ts'
import type { WireEvent } from '#protocol/event.ts'
import {
  type FarewellReason,
  type FrameHeader,
  type FrameListener,
  readFrame,
  type ViewReason,
} from '#protocol/frame.ts'
import { type Entry, encodeIntents, type Intent, NOTHING_READ } from '#protocol/intent.ts'
import type { ComponentChange, ComponentValues, EntityRecord } from '#protocol/record.ts'
import type { WireSchema } from '#protocol/schema.ts'
import { spawnItem } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import type { ZoneFault } from './faults.ts'
import { NOTHING_KEPT } from './keeping.ts'
import { ZoneRunner } from './runner.ts'
import { UidSource } from './uids.ts'
import type { ZoneSetup } from './zone.ts'

/** A bus that delivers within the call, and remembers what was published. */
export class TestBus implements Bus {
  readonly published: { subject: string; payload: Uint8Array }[] = []
  readonly #receivers = new Map<string, (payload: Uint8Array) => void>()

  publish(subject: string, payload: Uint8Array): void {
    this.published.push({ subject, payload })
    this.#receivers.get(subject)?.(payload)
  }

  subscribe(subject: string, receive: (payload: Uint8Array) => void): Unsubscribe {
    this.#receivers.set(subject, receive)
    return () => this.#receivers.delete(subject)
  }

  /** What was published on `subject` since it was last asked. */
  take(subject: string): Uint8Array[] {
    const taken = this.published.filter((each) => each.subject === subject)
    for (const each of taken) this.published.splice(this.published.indexOf(each), 1)
    return taken.map(({ payload }) => payload)
  }
}

const FIRST_UID = 2 ** 36

/** A character's own row. */
export type KeptCharacter = Pick<Required<Entry>, 'state' | 'revision' | 'isInWorld'>

/** A zone of `areas` that runs when a test says so, and whose records are kept when it says so. */
export class TestWorld {
  readonly bus = new TestBus()
  readonly faults: ZoneFault[] = []
  readonly runner: ZoneRunner
  /** All that it has written, kept or not. */
  readonly records: JournalRecord[] = []
  readonly snapshots: KeptSnapshot[] = []
  readonly epoch: number
  /** All of the world. */
  readonly areas: readonly AreaDefinition[]
  /** The last record that is kept. */
  kept = 0

  constructor(
    areas: readonly AreaDefinition[] = [HOUSE],
    setup: Partial<ZoneSetup> = {},
    begin = (whole: ZoneSetup, bus: Bus) => new ZoneRunner(whole, bus),
  ) {
    const uids = new UidSource({ first: FIRST_UID, last: FIRST_UID + 2 ** 20 }, () => {})
    const onFault = (fault: ZoneFault) => this.faults.push(fault)
    this.bus.subscribe(SUBJECT.journal, (record) => this.records.push(decodeRecord(record)))
    const pieces = new SnapshotPieces()
    this.bus.subscribe(SUBJECT.snapshot, (message) => {
      const whole = pieces.add(decodeSnapshotPiece(message))
      if (whole) this.snapshots.push(whole.snapshot)
    })
    this.areas = areas
    this.epoch = setup.keeping?.epoch ?? NOTHING_KEPT.epoch
    const name = areas[0]?.zone ?? 'house'
    const given = { name, areas, seed: 1, uids, keeping: NOTHING_KEPT, onFault }
    this.runner = begin({ ...given, ...setup }, this.bus)
  }

  tick(times = 1): void {
    for (let i = 0; i < times; i++) this.runner.tick()
    this.keep()
  }

  turn(): void {
    this.runner.turn()
    this.keep()
  }

  /** Keeps what waits, as a database would a little later; by default all. */
  keep(count = Number.POSITIVE_INFINITY): JournalRecord[] {
    const kept = this.records.filter(({ sequence }) => sequence > this.kept).slice(0, count)
    if (kept.length === 0) return []
    this.kept = kept.at(-1)!.sequence
    this.runner.kept(this.kept)
    return kept
  }

  /** What is kept of a character by itself. */
  characterOf(uid: number): KeptCharacter {
    let character: KeptCharacter = { state: new Uint8Array(), revision: 0, isInWorld: false }
    for (const { entered, left } of this.records.slice(0, this.kept)) {
      if (entered.includes(uid)) character = { ...character, isInWorld: true }
      const leaving = left.find((each) => each.uid === uid)
      if (!leaving) continue
      const { state } = leaving
      character = { state, revision: character.revision + 1, isInWorld: false }
    }
    return character.isInWorld ? { ...character, state: new Uint8Array() } : character
  }
}

/** Records by uid, as a client would keep them. */
type View = Map<number, Record<string, ComponentValues>>

/** What a client knows who plays one session: its room and its own, kept up to date from frames. */
export class FakeSession {
  readonly id: number
  readonly uid: number
  readonly name: string
  readonly events: WireEvent[] = []
  readonly own: View = new Map()
  readonly view: View = new Map()
  /** The items that reached it, in short and in order: `event say`, `view arrive`, `accepted 2`. */
  heard: string[] = []
  room = 0
  lit = true
  welcomes = 0
  accepted = 0
  farewell: FarewellReason | undefined
  /** Up to which of its intents it came before it was handed over. */
  handedOver: number | undefined
  sequence = 0

  constructor(id: number, uid: number, name: string) {
    this.id = id
    this.uid = uid
    this.name = name
  }

  /** What it has heard since it was last asked. */
  takeHeard(): string[] {
    const { heard } = this
    this.heard = []
    return heard
  }

  takeEvents(): WireEvent[] {
    return this.events.splice(0)
  }
}

/** An edge that keeps what its sessions are shown, and finds fault with what does not fit it. */
export class FakeEdge implements FrameListener {
  readonly name: string
  readonly sessions = new Map<number, FakeSession>()
  readonly headers: FrameHeader[] = []
  readonly payloads: Uint8Array[] = []
  /** Items that speak of what this edge was never shown [V3]. */
  readonly strangers: string[] = []
  /** So many of the next frames are lost on the way. */
  losing = 0
  schemas = 0
  readonly #world: TestWorld
  #schema: WireSchema | undefined
  #lastSession = 0

  constructor(world: TestWorld, name = 'edge') {
    this.#world = world
    this.name = name
    world.bus.subscribe(SUBJECT.edge(name), (payload) => this.#receive(payload))
  }

  /** Lets a character in, as the doorkeeper would: with what is kept; the next turn does it. */
  enter(uid: number, name: string, known: Partial<Entry> = {}): FakeSession {
    const session = new FakeSession(++this.#lastSession, uid, name)
    this.sessions.set(session.id, session)
    const kept = { ...this.#world.characterOf(uid), epoch: this.#world.epoch }
    const entry = { ...NOTHING_READ, uid, name, ...kept, ...known }
    this.send({ kind: 'enter', session: session.id, sequence: ++session.sequence, entry })
    return session
  }

  line(session: FakeSession, text: string): void {
    this.send({ kind: 'line', session: session.id, sequence: ++session.sequence, text })
  }

  linkLost(session: FakeSession): void {
    this.send({ kind: 'linkLost', session: session.id, sequence: ++session.sequence })
    this.sessions.delete(session.id)
  }

  resync(session: FakeSession): void {
    this.send({ kind: 'resync', session: session.id, sequence: session.sequence })
  }

  send(...intents: Intent[]): void {
    this.#world.runner.deliver(encodeIntents({ edge: this.name, intents }))
  }

  /** Sends a line, and runs the turn that does it. @returns the events that the session heard */
  type(session: FakeSession, text: string): WireEvent[] {
    session.takeEvents()
    this.line(session, text)
    this.#world.turn()
    return session.takeEvents()
  }

  #receive(payload: Uint8Array): void {
    this.payloads.push(payload)
    if (this.losing > 0) {
      this.losing--
      return
    }
    const onSchema = (_zone: string, schema: WireSchema) => {
      this.#schema = schema
      this.schemas++
    }
    this.headers.push(readFrame(payload, () => this.#schema, onSchema, this))
  }

  #of(id: number, item: string): FakeSession | undefined {
    const session = this.sessions.get(id)
    session?.heard.push(item)
    return session
  }

  #watching(room: number, item: string): FakeSession[] {
    const watching = [...this.sessions.values()].filter((session) => session.room === room)
    for (const session of watching) session.heard.push(item)
    return watching
  }

  #stranger(session: FakeSession, what: string): void {
    // What is left over from a light that came and went is put right at the end of the turn.
    if (session.lit) this.strangers.push(`${session.name}: ${what}`)
  }

  welcome(id: number, selfUid: number): void {
    const session = this.#of(id, `welcome ${selfUid}`)
    if (session) session.welcomes++
  }

  farewell(id: number, reason: FarewellReason): void {
    const session = this.#of(id, `farewell ${reason}`)
    if (!session) return
    session.farewell = reason
    this.sessions.delete(id)
  }

  accepted(id: number, sequence: number): void {
    const session = this.#of(id, `accepted ${sequence}`)
    if (session) session.accepted = sequence
  }

  handOver(id: number, sequence: number): void {
    const session = this.#of(id, `hand over ${sequence}`)
    if (!session) return
    session.handedOver = sequence
    session.room = 0
    this.sessions.delete(id)
  }

  roomView(id: number, reason: ViewReason, lit: boolean, records: EntityRecord[]): void {
    const session = this.#of(id, `view ${reason}`)
    if (!session) return
    session.room = records[0]!.uid
    session.lit = lit
    session.view.clear()
    for (const { uid, components } of records) session.view.set(uid, { ...components })
  }

  ownView(id: number, records: EntityRecord[]): void {
    const session = this.#of(id, 'own view')
    session?.own.clear()
    for (const { uid, components } of records) session?.own.set(uid, { ...components })
  }

  roomEvent(room: number, event: WireEvent): void {
    for (const { events } of this.#watching(room, `event ${event.verb}`)) events.push(event)
  }

  roomAppear(room: number, { uid, components }: EntityRecord): void {
    const watching = this.#watching(room, `appear ${uid}`)
    for (const { view } of watching) view.set(uid, { ...components })
  }

  roomVanish(room: number, uid: number): void {
    for (const session of this.#watching(room, `vanish ${uid}`)) {
      if (!session.view.delete(uid)) this.#stranger(session, `vanish ${uid}`)
    }
  }

  roomChanges(room: number, changes: ComponentChange[]): void {
    for (const session of this.#watching(room, 'changes')) {
      for (const change of changes) this.#apply(session, session.view, change)
    }
  }

  ownEvent(id: number, event: WireEvent): void {
    this.#of(id, `event ${event.verb}`)?.events.push(event)
  }

  ownAppear(id: number, { uid, components }: EntityRecord): void {
    this.#of(id, `own appear ${uid}`)?.own.set(uid, { ...components })
  }

  ownVanish(id: number, uid: number): void {
    const session = this.#of(id, `own vanish ${uid}`)
    if (session && !session.own.delete(uid)) this.strangers.push(`${session.name}: own ${uid}`)
  }

  ownChanges(id: number, changes: ComponentChange[]): void {
    const session = this.#of(id, 'own changes')
    if (!session) return
    for (const change of changes) this.#apply(session, session.own, change)
  }

  #apply(session: FakeSession, view: View, { uid, component, values }: ComponentChange): void {
    const known = view.get(uid)
    if (!known?.[component]) this.#stranger(session, `change ${uid} ${component}`)
    else known[component] = { ...known[component], ...values }
  }
}

/** Ada and Bob in the hall of the house, each at an edge of its own, with nothing heard yet. */
export class TwoPlayers {
  readonly world = new TestWorld()
  readonly adas = new FakeEdge(this.world, 'adas')
  readonly bobs = new FakeEdge(this.world, 'bobs')
  readonly ada = this.adas.enter(1, 'Ada')
  readonly bob = this.bobs.enter(2, 'Bob')

  constructor() {
    this.world.turn()
    this.forget()
  }

  /** Makes the thing whose name ends in `word`, in a room or in somebody's hands. */
  item(word: string, holder: Entity): number {
    const { zone } = this.world.runner
    return Identity.uid[spawnItem(zone, zone.items.get(`house:${word}`)!, holder)]!
  }

  body(session: FakeSession): Entity {
    return this.world.runner.zone.byUid.get(session.uid)!
  }

  room(name: string): Entity {
    return this.world.runner.zone.rooms.get(`house:${name}`)!
  }

  /** A turn of all these lines; what was made by hand before is collected with it. */
  lines(edge: FakeEdge, session: FakeSession, ...lines: string[]): void {
    for (const line of lines) edge.line(session, line)
    this.world.turn()
  }

  /** Makes the engine look at whatever a test has written. */
  settle(): void {
    this.adas.resync(this.ada)
    this.bobs.resync(this.bob)
    this.world.turn()
    this.forget()
  }

  forget(): void {
    for (const { payloads } of [this.adas, this.bobs]) payloads.length = 0
    for (const session of [this.ada, this.bob]) {
      session.takeHeard()
      session.takeEvents()
    }
  }
}
