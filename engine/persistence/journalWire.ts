import { ByteReader, ByteWriter } from '#protocol/bytes.ts'
import type { JournalRecord, KeptSnapshot } from './journal.ts'

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
  for (const { uid, state } of record.left) {
    out.varint(uid)
    out.bytes(state)
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
  const left = list(reader, () => ({ uid: reader.varint(), state: reader.bytes().slice() }))
  return { ...head, tick, payload, entered, left }
}

function list<T>(reader: ByteReader, read: () => T): T[] {
  const values: T[] = []
  for (let left = reader.varint(); left > 0; left--) values.push(read())
  return values
}

/** A zone's snapshot on its way. */
export interface SnapshotMessage {
  zone: string
  epoch: number
  snapshot: KeptSnapshot
}

export function encodeSnapshot({ zone, epoch, snapshot }: SnapshotMessage): Uint8Array {
  const out = new ByteWriter()
  out.text(zone)
  out.varint(epoch)
  out.varint(snapshot.sequence)
  out.varint(snapshot.tick)
  out.bytes(snapshot.payload)
  return out.take()
}

/** @throws {ProtocolError} if the bytes are no snapshot */
export function decodeSnapshot(bytes: Uint8Array): SnapshotMessage {
  const reader = new ByteReader(bytes)
  const head = { zone: reader.text(), epoch: reader.varint() }
  const snapshot = {
    sequence: reader.varint(),
    tick: reader.varint(),
    payload: reader.bytes().slice(),
  }
  return { ...head, snapshot }
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
