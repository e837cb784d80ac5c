import { ByteReader, ByteWriter, ProtocolError } from '#protocol/bytes.ts'
import { readEvent, type WireEvent, writeEvent } from '#protocol/event.ts'
import type { Glimpse } from '#systems/zone.ts'

/** The version of messages between zones that this code writes and reads. */
const VERSION = 1

/** A message that says more than this is not one of ours. */
const LIST_MAX = 10_000

/** What one zone tells another. */
export type NeighbourMessage =
  | {
      kind: 'here'
      from: string
      /** Ticks of the world's time. */
      worldTick: number
      /** The sender knows nothing of the receiver: it is to answer at once. */
      asks: boolean
      /** Rooms that the receiver's exits lead to, by their uids. */
      rooms: ReadonlyMap<number, Glimpse>
    }
  | { kind: 'told'; from: string; events: readonly WireEvent[] }

const KINDS = ['here', 'told'] as const

export function encodeNeighbourMessage(message: NeighbourMessage): Uint8Array {
  const out = new ByteWriter()
  out.u8(VERSION)
  out.text(message.from)
  out.u8(KINDS.indexOf(message.kind))
  if (message.kind === 'told') {
    out.varint(message.events.length)
    for (const event of message.events) writeEvent(out, event)
    return out.take()
  }
  out.varint(message.worldTick)
  out.u8(Number(message.asks))
  out.varint(message.rooms.size)
  for (const [uid, { lit, beings, count }] of message.rooms) {
    out.varint(uid)
    out.u8(Number(lit))
    out.varint(count)
    out.varint(beings.length)
    for (const being of beings) {
      out.varint(being.uid)
      out.text(being.name)
    }
  }
  return out.take()
}

/** @throws {ProtocolError} if the bytes are no message of this version */
export function decodeNeighbourMessage(bytes: Uint8Array): NeighbourMessage {
  const reader = new ByteReader(bytes)
  const version = reader.u8()
  if (version !== VERSION) {
    throw new ProtocolError(
      `Cannot read a message between zones of version ${version}: ${VERSION} is known`,
    )
  }
  const from = reader.text()
  const number = reader.u8()
  const kind = KINDS[number]
  if (kind === undefined) {
    throw new ProtocolError(`Cannot read a message between zones of kind ${number}`)
  }
  if (kind === 'told') return { kind, from, events: list(reader, () => readEvent(reader)) }
  const worldTick = reader.varint()
  const asks = reader.u8() === 1
  const rooms = new Map(list(reader, () => [reader.varint(), readGlimpse(reader)] as const))
  return { kind, from, worldTick, asks, rooms }
}

function readGlimpse(reader: ByteReader): Glimpse {
  const lit = reader.u8() === 1
  const count = reader.varint()
  const beings = list(reader, () => ({ uid: reader.varint(), name: reader.text() }))
  return { lit, count, beings }
}

function list<T>(reader: ByteReader, read: () => T): T[] {
  const values: T[] = []
  const count = reader.varint()
  if (count > LIST_MAX) throw new ProtocolError(`Cannot read a list of ${count}`)
  for (let left = count; left > 0; left--) values.push(read())
  return values
}
