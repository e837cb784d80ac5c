import { ByteReader, ByteWriter } from '#protocol/bytes.ts'
import type { JournalRecord, Leaving } from './journal.ts'

/** A record on its way over the bus to the one who keeps it. */
export function encodeRecord(record: JournalRecord): Uint8Array {
  const out = new ByteWriter()
  out.text(record.zone)
  out.varint(record.epoch)
  out.varint(record.sequence)
  out.varint(record.tick)
  out.bytes(record.payload)
  out.varint(record.entered.length)
  for (const uid of record.entered) out.varint(uid)
  out.varint(record.left.length)
  for (const { uid, state, next = '' } of record.left) {
    out.varint(uid)
    out.bytes(state)
    out.text(next)
  }
  return out.take()
}

/** @throws {ProtocolError} if the bytes are no record */
export function decodeRecord(bytes: Uint8Array): JournalRecord {
  const reader = new ByteReader(bytes)
  const head = { zone: reader.text(), epoch: reader.varint(), sequence: reader.varint() }
  const tick = reader.varint()
  const payload = reader.bytes().slice()
  const entered = list(reader, () => reader.varint())
  const left = list(reader, () => readLeaving(reader))
  return { ...head, tick, payload, entered, left }
}

function readLeaving(reader: ByteReader): Leaving {
  const leaving = { uid: reader.varint(), state: reader.bytes().slice() }
  const next = reader.text()
  return next === '' ? leaving : { ...leaving, next }
}

function list<T>(reader: ByteReader, read: () => T): T[] {
  const values: T[] = []
  for (let left = reader.varint(); left > 0; left--) values.push(read())
  return values
}

/**
 * A piece of a zone's snapshot on its way. They leave as they are written: one message of all would
 * hold up a tick for longer than all the writing.
 */
export interface SnapshotPiece {
  zone: string
  epoch: number
  /** The snapshot's own. */
  sequence: number
  tick: number
  /** Its place among the snapshot's pieces, from 0. */
  number: number
  isLast: boolean
  bytes: Uint8Array
}

export function encodeSnapshotPiece(piece: SnapshotPiece): Uint8Array {
  const out = new ByteWriter()
  out.text(piece.zone)
  out.varint(piece.epoch)
  out.varint(piece.sequence)
  out.varint(piece.tick)
  out.varint(piece.number)
  out.u8(Number(piece.isLast))
  out.bytes(piece.bytes)
  return out.take()
}

/** @throws {ProtocolError} if the bytes are no piece of a snapshot */
export function decodeSnapshotPiece(bytes: Uint8Array): SnapshotPiece {
  const reader = new ByteReader(bytes)
  return {
    zone: reader.text(),
    epoch: reader.varint(),
    sequence: reader.varint(),
    tick: reader.varint(),
    number: reader.varint(),
    isLast: reader.u8() === 1,
    bytes: reader.bytes().slice(),
  }
}

/** The number of the last record that is kept. */
export function encodeKept(sequence: number): Uint8Array {
  const out = new ByteWriter()
  out.varint(sequence)
  return out.take()
}

/** @throws {ProtocolError} if the bytes are no number */
export function decodeKept(bytes: Uint8Array): number {
  return new ByteReader(bytes).varint()
}
