import { Audience } from '#edges/session/audience.ts'
import { Dispatch, type DispatchHost } from '#edges/session/dispatch.ts'
import type { LinkedSession, LinkListener } from '#edges/session/linkedSession.ts'
import { ByteReader, ProtocolError } from '#protocol/bytes.ts'
import { FAREWELL_REASONS, ITEM, readFrameHeader } from '#protocol/frame.ts'
import { ItemRun } from './itemRun.ts'

/** One item of a frame, whole, in `payload[from..to)`; its bytes do not change. */
export interface RawItem {
  kind: number
  payload: Uint8Array
  from: number
  to: number
}

/** What a session hears that is sent the bytes of zones as they are. */
export interface RawListener extends LinkListener {
  /** What follows is in terms of that zone and schema [W6]. */
  zone(name: string, schema: Uint8Array): void
  /** An item that concerns it alone. It may be held back until `flush` or `frameEnd`. */
  item(item: RawItem): void
  /** Sends what it holds back: what comes next for its room must not overtake it. */
  flush(): void
  /** From now on it is sent what is published for `room`; for none, if that is undefined. */
  watch(room: number | undefined): void
}

type RawSession = LinkedSession<RawListener>
type Publish = (room: number, items: Uint8Array) => void

/** Kinds that alter one session's views, or tell it alone. */
const OWN: ReadonlySet<number> = new Set([
  ITEM.ownView,
  ITEM.ownEvent,
  ITEM.ownAppear,
  ITEM.ownVanish,
  ITEM.ownChanges,
])
const OF_ROOM: ReadonlySet<number> = new Set([
  ITEM.roomEvent,
  ITEM.roomAppear,
  ITEM.roomVanish,
  ITEM.roomChanges,
])

/**
 * Splits frames into items and sends their bytes on as they are: those of a room in one piece to
 * all who watch it, others to the one whom they concern.
 *
 * Of a room either its own run waits to be published, or items of those who watch it wait with
 * them, never both: so everyone gets everything in the order in which it happened.
 */
export class RawDispatch extends Dispatch<RawListener> {
  readonly #publish: Publish
  readonly #watchers = new Audience<RawSession>()
  /** Rooms with items that wait to be published. */
  readonly #runs = new Map<number, ItemRun>()
  /** Sessions that hold items back. */
  readonly #holding = new Set<RawSession>()
  /** Of each zone, as it sent it last. */
  readonly #schemas = new Map<string, Uint8Array>()
  readonly #told = new WeakMap<RawSession, Uint8Array>()

  constructor(host: DispatchHost<RawListener>, publish: Publish) {
    super(host)
    this.#publish = publish
  }

  read(payload: Uint8Array): void {
    const reader = new ByteReader(payload)
    readFrameHeader(reader)
    try {
      while (!reader.atEnd) this.#item(reader, payload)
    } finally {
      for (const room of [...this.#runs.keys()]) this.#publishRun(room)
      this.#holding.clear()
    }
  }

  protected leaveRoom(session: RawSession): void {
    const room = this.#watchers.roomOf(session)
    if (room === undefined) return
    this.#publishRun(room)
    this.#watchers.leave(session)
    session.listener.watch(undefined)
  }

  #item(reader: ByteReader, payload: Uint8Array): void {
    const from = reader.at
    const kind = reader.u8()
    const length = reader.varint()
    const start = reader.at
    reader.skip(length)
    const to = reader.at
    if (kind === ITEM.schema) return this.#noteSchema(payload.slice(start, to))
    reader.goTo(start)
    this.#route({ kind, payload, from, to }, reader)
    if (reader.at > to) throw new ProtocolError('Cannot read an item: its body ends')
    reader.goTo(to)
  }

  #route(item: RawItem, body: ByteReader): void {
    const { kind } = item
    if (OF_ROOM.has(kind)) this.#forRoom(body.varint(), item)
    else if (OWN.has(kind)) this.#forOne(this.of(body.varint()), item)
    else if (kind === ITEM.roomView) this.#roomView(item, body)
    else if (kind === ITEM.welcome) this.welcome(body.varint(), body.varint())
    else if (kind === ITEM.accepted) this.accepted(body.varint(), body.varint())
    else if (kind === ITEM.handOver) this.handOver(body.varint(), body.varint())
    else if (kind === ITEM.farewell) {
      this.farewell(body.varint(), FAREWELL_REASONS[body.varint()] ?? 'unavailable')
    }
  }

  #roomView(item: RawItem, body: ByteReader): void {
    const session = this.of(body.varint())
    if (!session) return
    session.awaitsViews = false
    const room = roomIn(body)
    this.#enterRoom(session, room)
    this.#forOne(session, item)
    this.deliver(session, (listener) => listener.watch(room === 0 ? undefined : room))
  }

  #enterRoom(session: RawSession, room: number): void {
    if (this.#watchers.roomOf(session) !== room) this.leaveRoom(session)
    if (room === 0) return
    // Those already there hear what was before; the newcomer's view has it.
    this.#publishRun(room)
    this.#watchers.join(session, room)
  }

  #forRoom(room: number, { payload, from, to }: RawItem): void {
    const watchers = this.#watchers.of(room)
    if (!watchers) return
    let run = this.#runs.get(room)
    if (!run) {
      if (this.#holding.size > 0) this.#flushAll(watchers)
      run = new ItemRun()
      this.#runs.set(room, run)
    }
    run.add(payload, from, to)
  }

  #forOne(session: RawSession | undefined, item: RawItem): void {
    if (!session) return
    const room = this.#watchers.roomOf(session)
    if (room !== undefined) this.#publishRun(room)
    this.#holding.add(session)
    this.deliver(session, (listener) => {
      this.#tellZone(session)
      listener.item(item)
    })
  }

  #tellZone(session: RawSession): void {
    const { zone } = this
    const schema = this.#schemas.get(zone)
    if (schema === undefined || this.#told.get(session) === schema) return
    this.#told.set(session, schema)
    session.listener.zone(zone, schema)
  }

  #noteSchema(schema: Uint8Array): void {
    const { zone } = this
    const known = this.#schemas.get(zone)
    if (known !== undefined && Buffer.compare(known, schema) === 0) return
    this.#schemas.set(zone, schema)
    // What the zone says of rooms is in terms that its sessions do not know before their views.
    for (const session of this.sessions()) if (session.zone === zone) this.leaveRoom(session)
  }

  #flushAll(sessions: Iterable<RawSession>): void {
    for (const session of sessions) {
      if (this.#holding.delete(session)) this.deliver(session, (listener) => listener.flush())
    }
  }

  #publishRun(room: number): void {
    const run = this.#runs.get(room)
    if (!run) return
    this.#runs.delete(room)
    this.#publish(room, run.take())
  }
}

/** The uid of a room view's room, behind its reason and light; 0 if it tells of none. */
function roomIn(body: ByteReader): number {
  body.skip(2)
  return body.atEnd ? 0 : body.varint()
}
