import { ByteReader, ByteWriter } from '#protocol/bytes.ts'
import type { UidRange } from './store.ts'

/** More uids for a zone, on their way over the bus. */
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
