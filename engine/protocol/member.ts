import { ByteReader, ByteWriter, ProtocolError } from './bytes.ts'

/** A zone that a world process has. */
export interface MemberZone {
  zone: string
  /** Of the lease under which it runs: a higher one is a run that knows none of its sessions. */
  epoch: number
  /** It stands still: another run of it follows, here or elsewhere. */
  isPausing: boolean
  /** The share of one thread that it takes, in thousandths. */
  load: number
}

/** [M1] What a world process tells of itself. */
export interface Member {
  /** Of this run of this process alone. */
  name: string
  /** It is about to end, and takes no more zones. */
  isLeaving: boolean
  /** Its threads. */
  workers: number
  /** How long ago it last gave a zone to another for balance, in seconds. */
  sinceMove: number
  zones: readonly MemberZone[]
  /** Zones that it could not open, and would not take now. */
  refused: readonly string[]
}

const VERSION = 1
const LEAVING = 1
const PAUSING = 1

export function encodeMember(member: Member): Uint8Array {
  const out = new ByteWriter()
  out.u8(VERSION)
  out.text(member.name)
  out.u8(member.isLeaving ? LEAVING : 0)
  out.varint(member.workers)
  out.varint(member.sinceMove)
  out.varint(member.zones.length)
  for (const { zone, epoch, isPausing, load } of member.zones) {
    out.text(zone)
    out.varint(epoch)
    out.u8(isPausing ? PAUSING : 0)
    out.varint(load)
  }
  out.varint(member.refused.length)
  for (const zone of member.refused) out.text(zone)
  return out.take()
}

/** @throws {ProtocolError} if the bytes tell of no world process */
export function decodeMember(bytes: Uint8Array): Member {
  const reader = new ByteReader(bytes)
  const version = reader.u8()
  if (version !== VERSION) throw new ProtocolError(`Cannot read a member of version ${version}`)
  return {
    name: reader.text(),
    isLeaving: reader.u8() === LEAVING,
    workers: reader.varint(),
    sinceMove: reader.varint(),
    zones: list(reader, () => ({
      zone: reader.text(),
      epoch: reader.varint(),
      isPausing: reader.u8() === PAUSING,
      load: reader.varint(),
    })),
    refused: list(reader, () => reader.text()),
  }
}

/** Each has a byte at least: a length that lies ends with the message. */
function list<T>(reader: ByteReader, read: () => T): T[] {
  const values: T[] = []
  for (let left = reader.varint(); left > 0; left--) values.push(read())
  return values
}
