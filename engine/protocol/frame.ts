import { ByteReader, ByteWriter, ProtocolError } from './bytes.ts'
import { readEvent, type WireEvent, writeEvent } from './event.ts'
import { type ComponentChange, type EntityRecord, readChange, readRecord } from './record.ts'
import { readSchema, type WireSchema, writeSchema } from './schema.ts'

/** [F1] The version of frames that this code writes and reads. */
const FRAME_VERSION = 1

/** [F4] Kinds of items. Those of a room reach all who watch it; `own` ones reach one session. */
export const ITEM = {
  schema: 1,
  welcome: 2,
  farewell: 3,
  accepted: 4,
  roomView: 5,
  ownView: 6,
  handOver: 7,
  roomEvent: 16,
  roomAppear: 17,
  roomVanish: 18,
  roomChanges: 19,
  ownEvent: 32,
  ownAppear: 33,
  ownVanish: 34,
  ownChanges: 35,
} as const

/** [V2] Why a room's view is sent, in the order of their numbers. */
export const VIEW_REASONS = ['look', 'arrive', 'light', 'resync'] as const
export type ViewReason = (typeof VIEW_REASONS)[number]

/** Why a session ends, in the order of their numbers. */
export const FAREWELL_REASONS = ['quit', 'takeover', 'unavailable', 'shutdown', 'busy'] as const
export type FarewellReason = (typeof FAREWELL_REASONS)[number]

export interface FrameHeader {
  zone: string
  /** [F2] Grows with each run of the zone. */
  epoch: number
  /** [F2] Counts the frames of this run of the zone for this edge, from 1. */
  sequence: number
  tick: number
}

/** What a reader hears of views and what alters them, in the order in which it happened. */
export interface ViewListener {
  /** `records` begins with the room; empty but for the room where nothing can be seen. */
  roomView(session: number, reason: ViewReason, lit: boolean, records: EntityRecord[]): void
  /** `records` begins with the player itself; what it carries follows. */
  ownView(session: number, records: EntityRecord[]): void
  roomEvent(room: number, event: WireEvent): void
  roomAppear(room: number, record: EntityRecord): void
  roomVanish(room: number, uid: number): void
  roomChanges(room: number, changes: ComponentChange[]): void
  ownEvent(session: number, event: WireEvent): void
  ownAppear(session: number, record: EntityRecord): void
  ownVanish(session: number, uid: number): void
  ownChanges(session: number, changes: ComponentChange[]): void
}

/** What a reader hears of a frame, item by item, in the order in which it happened. */
export interface FrameListener extends ViewListener {
  welcome(session: number, selfUid: number): void
  farewell(session: number, reason: FarewellReason): void
  accepted(session: number, sequence: number): void
  /** The session is to enter the world again: its character has gone over to another zone. */
  handOver(session: number, sequence: number): void
}

/** [F1] Writes the header of a frame; items follow. */
export function writeFrameHeader(out: ByteWriter, header: FrameHeader): void {
  const { zone, epoch, sequence, tick } = header
  out.u8(FRAME_VERSION)
  out.text(zone)
  out.varint(epoch)
  out.varint(sequence)
  out.varint(tick)
}

/** Writes single items into a scratch buffer, whole, so that one may go into several frames. */
export class ItemWriter {
  readonly #body = new ByteWriter()
  readonly #item = new ByteWriter()

  /**
   * [F3] Encodes one item: its kind, the length of its body, its body.
   *
   * @returns a view that holds until the next call
   */
  encode(kind: number, writeBody: (body: ByteWriter) => void): Uint8Array {
    this.#body.reset()
    writeBody(this.#body)
    this.#item.reset()
    this.#item.u8(kind)
    this.#item.bytes(this.#body.written)
    return this.#item.written
  }

  schema(schema: WireSchema): Uint8Array {
    return this.encode(ITEM.schema, (body) => writeSchema(body, schema))
  }

  /** An item whose body is whole numbers: welcome, farewell, accepted, vanish. */
  numbers(kind: number, ...numbers: number[]): Uint8Array {
    return this.encode(kind, (body) => {
      for (const number of numbers) body.varint(number)
    })
  }

  event(kind: number, scope: number, event: WireEvent): Uint8Array {
    return this.encode(kind, (body) => {
      body.varint(scope)
      writeEvent(body, event)
    })
  }
}

/**
 * Reads one frame and reports its items in order.
 *
 * Items of unknown kinds are passed over [F5], so that an older edge understands a newer zone.
 *
 * @param schemaOf  the schema last received from that zone
 * @param onSchema  called when the frame carries one
 * @throws {ProtocolError} if the bytes are no frame of this version
 */
export function readFrame(
  bytes: Uint8Array,
  schemaOf: (zone: string) => WireSchema | undefined,
  onSchema: (zone: string, schema: WireSchema) => void,
  listener: FrameListener,
): FrameHeader {
  const reader = new ByteReader(bytes)
  const header = readFrameHeader(reader)
  while (!reader.atEnd) {
    const kind = reader.u8()
    const body = new ByteReader(reader.bytes())
    if (kind === ITEM.schema) onSchema(header.zone, readSchema(body))
    else readItem(kind, body, schemaOf(header.zone) ?? [], listener)
  }
  return header
}

export function readFrameHeader(reader: ByteReader): FrameHeader {
  const version = reader.u8()
  if (version !== FRAME_VERSION) {
    throw new ProtocolError(`Cannot read a frame of version ${version}: ${FRAME_VERSION} is known`)
  }
  const head = { zone: reader.text(), epoch: reader.varint() }
  return { ...head, sequence: reader.varint(), tick: reader.varint() }
}

function readItem(kind: number, body: ByteReader, schema: WireSchema, to: FrameListener): void {
  switch (kind) {
    case ITEM.welcome:
      return to.welcome(body.varint(), body.varint())
    case ITEM.farewell:
      return to.farewell(body.varint(), FAREWELL_REASONS[body.varint()] ?? 'unavailable')
    case ITEM.accepted:
      return to.accepted(body.varint(), body.varint())
    case ITEM.handOver:
      return to.handOver(body.varint(), body.varint())
    default:
      readViewItem(kind, body, schema, to)
  }
}

/**
 * Reads the body of an item that tells of views; one of any other kind is passed over.
 *
 * @throws {ProtocolError} if it is not what its kind says
 */
export function readViewItem(
  kind: number,
  body: ByteReader,
  schema: WireSchema,
  to: ViewListener,
): void {
  switch (kind) {
    case ITEM.roomView:
      return readRoomView(body, schema, to)
    case ITEM.ownView:
      return to.ownView(body.varint(), readRecords(body, schema))
    case ITEM.roomEvent:
      return to.roomEvent(body.varint(), readEvent(body))
    case ITEM.roomAppear:
      return to.roomAppear(body.varint(), readRecord(body, schema))
    case ITEM.roomVanish:
      return to.roomVanish(body.varint(), body.varint())
    case ITEM.roomChanges:
      return to.roomChanges(body.varint(), readChanges(body, schema))
    case ITEM.ownEvent:
      return to.ownEvent(body.varint(), readEvent(body))
    case ITEM.ownAppear:
      return to.ownAppear(body.varint(), readRecord(body, schema))
    case ITEM.ownVanish:
      return to.ownVanish(body.varint(), body.varint())
    case ITEM.ownChanges:
      return to.ownChanges(body.varint(), readChanges(body, schema))
  }
}

function readRoomView(body: ByteReader, schema: WireSchema, to: ViewListener): void {
  const session = body.varint()
  const reason = VIEW_REASONS[body.u8()] ?? 'resync'
  const lit = body.u8() === 1
  to.roomView(session, reason, lit, readRecords(body, schema))
}

/** Records and changes run to the end of their item: they need no count. */
function readRecords(body: ByteReader, schema: WireSchema): EntityRecord[] {
  const records: EntityRecord[] = []
  while (!body.atEnd) records.push(readRecord(body, schema))
  return records
}

/** [R4] Uids of changes are differences from the one before: near ones take one byte. */
function readChanges(body: ByteReader, schema: WireSchema): ComponentChange[] {
  const changes: ComponentChange[] = []
  let uid = 0
  while (!body.atEnd) {
    uid += body.signed()
    changes.push(readChange(body, schema, uid))
  }
  return changes
}
