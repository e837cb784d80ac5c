import type { AreaDefinition } from '#components/definition.ts'
import type { KeptZone } from '#engine/persistence/journal.ts'
import type { UidRange } from '#engine/persistence/store.ts'
import type { SnapshotPace, ZoneKeeping } from '#engine/zone/keeping.ts'
import { ByteReader, ByteWriter } from '#protocol/bytes.ts'

/** What a recorded zone was made of, and by whom. */
export interface RecordingHeader {
  /** The program's. */
  version: string
  /** Of Node: its rules for letters and numbers come with it. */
  node: string
  /** When the zone began, in milliseconds since 1970. */
  begunAtMs: number
  zone: string
  seed: number
  uids: UidRange
  keeping: ZoneKeeping
  snapshotPace: SnapshotPace | undefined
  /** All of the world, as they were loaded. */
  areas: readonly AreaDefinition[]
}

export function encodeHeader(header: RecordingHeader): Uint8Array {
  const out = new ByteWriter()
  out.text(header.version)
  out.text(header.node)
  out.varint(header.begunAtMs)
  out.text(header.zone)
  out.varint(header.seed)
  out.varint(header.uids.first)
  out.varint(header.uids.last)
  writeKeeping(out, header.keeping)
  const pace = header.snapshotPace
  for (const part of pace ? [pace.everyTicks, pace.recordsMin, pace.stepEntities] : [0, 0, 0]) {
    out.varint(part)
  }
  out.bytes(new TextEncoder().encode(JSON.stringify(header.areas)))
  return out.take()
}

/** @throws {ProtocolError} if the bytes are no header */
export function decodeHeader(bytes: Uint8Array): RecordingHeader {
  const reader = new ByteReader(bytes)
  return {
    version: reader.text(),
    node: reader.text(),
    begunAtMs: reader.varint(),
    zone: reader.text(),
    seed: reader.varint(),
    uids: { first: reader.varint(), last: reader.varint() },
    keeping: readKeeping(reader),
    snapshotPace: readPace(reader),
    areas: JSON.parse(new TextDecoder().decode(reader.bytes())),
  }
}

function writeKeeping(out: ByteWriter, { epoch, kept, fatal = [] }: ZoneKeeping): void {
  const { snapshot, records } = kept
  out.varint(epoch)
  out.varint(fatal.length)
  for (const { edge, session, sequence } of fatal) {
    out.text(edge)
    out.varint(session)
    out.varint(sequence)
  }
  const pieces = snapshot ? [snapshot, ...records] : records
  out.u8(Number(snapshot !== undefined))
  out.varint(pieces.length)
  for (const { sequence, tick, payload } of pieces) {
    out.varint(sequence)
    out.varint(tick)
    out.bytes(payload)
  }
}

function readKeeping(reader: ByteReader): ZoneKeeping {
  const epoch = reader.varint()
  const fatal = Array.from({ length: reader.varint() }, () => {
    return { edge: reader.text(), session: reader.varint(), sequence: reader.varint() }
  })
  const hasSnapshot = reader.u8() === 1
  const pieces: KeptZone['records'][number][] = []
  for (let left = reader.varint(); left > 0; left--) {
    pieces.push({ sequence: reader.varint(), tick: reader.varint(), payload: reader.bytes() })
  }
  const snapshot = hasSnapshot ? pieces.shift() : undefined
  const kept = { snapshot, records: pieces, damage: [] }
  return fatal.length > 0 ? { epoch, kept, fatal } : { epoch, kept }
}

/** A pace that was not named is the zone's own. */
function readPace(reader: ByteReader): SnapshotPace | undefined {
  const everyTicks = reader.varint()
  const pace = { everyTicks, recordsMin: reader.varint(), stepEntities: reader.varint() }
  return everyTicks === 0 ? undefined : pace
}
