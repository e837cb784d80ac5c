import type { ByteReader, ByteWriter } from '#protocol/bytes.ts'
import { KEPT_ITEM } from './durable.ts'

/**
 * One of the world's own who has something that is kept. It is not kept itself: a reset brings it
 * again, under another uid.
 */
export interface Bearer {
  uid: number
  prefab: string
  /** As `Identity.reset` has it: which reset brought it. */
  reset: number
  /** The uid of the room that it was in. */
  room: number
}

export function writeBearer(out: ByteWriter, { uid, prefab, reset, room }: Bearer): void {
  out.u8(KEPT_ITEM.bearer)
  out.varint(uid)
  out.text(prefab)
  out.varint(reset)
  out.varint(room)
}

/** Reads what follows the item's kind. */
export function readBearer(reader: ByteReader): Bearer {
  const uid = reader.varint()
  const prefab = reader.text()
  return { uid, prefab, reset: reader.varint(), room: reader.varint() }
}
