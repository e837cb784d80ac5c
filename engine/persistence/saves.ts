import { ByteReader, ByteWriter } from '#protocol/bytes.ts'
import type { CharacterSave, UidRange } from './store.ts'

/** A character's save on its way over the bus to the one who keeps it. */
export function encodeSave({ uid, zone, revision, state }: CharacterSave): Uint8Array {
  const out = new ByteWriter()
  out.varint(uid)
  out.text(zone)
  out.varint(revision)
  out.bytes(state)
  return out.take()
}

/** @throws {ProtocolError} if the bytes are no save */
export function decodeSave(bytes: Uint8Array): CharacterSave {
  const reader = new ByteReader(bytes)
  return {
    uid: reader.varint(),
    zone: reader.text(),
    revision: reader.varint(),
    state: reader.bytes().slice(),
  }
}

/** More uids for a zone. */
export function encodeUids({ first, last }: UidRange): Uint8Array {
  const out = new ByteWriter()
  out.varint(first)
  out.varint(last)
  return out.take()
}

/** @throws {ProtocolError} if the bytes are no range */
export function decodeUids(bytes: Uint8Array): UidRange {
  const reader = new ByteReader(bytes)
  return { first: reader.varint(), last: reader.varint() }
}
