import { crc32 } from 'node:zlib'
import type { UidRange } from '#engine/persistence/store.ts'
import { ByteReader, ByteWriter, ProtocolError } from '#protocol/bytes.ts'

/** What a zone was after something: equal for equal zones. 32 bits each. */
export interface Sums {
  /** Of all that it has published since the last sums. */
  told: number
  /** Of where its chance stands. */
  chance: number
  /** Of its entities, or of a part of them; absent where that was not taken. */
  world?: number
}

/** What a zone does: it comes into being, and the rest when it is told to. */
export type Doing = 'begin' | 'turn' | 'tick' | 'stop' | 'rest'

/** Why a recording ends: its zone has, or its size is reached. */
export type Ending = 'closed' | 'full'

/** One thing that came into a zone, or what became of it. */
export type Entry =
  | { kind: 'header'; header: Uint8Array }
  /** What the zone has done, and what came of it. */
  | { kind: Doing; sums: Sums }
  /** An edge's intents, as they came. */
  | { kind: 'intents'; payload: Uint8Array }
  /** What was being done when it threw, and the zone's thread ended with it. */
  | { kind: 'broken'; doing: Doing; words: string }
  /** What another zone told. */
  | { kind: 'heard'; payload: Uint8Array }
  | { kind: 'kept'; sequence: number }
  | { kind: 'uids'; range: UidRange }
  /** A fault that the zone survived, while it did what the next entry tells of. */
  | { kind: 'fault'; action: string; words: string }
  | { kind: 'end'; why: Ending; sums: Sums }

const KINDS = [
  'header',
  'begin',
  'intents',
  'turn',
  'tick',
  'stop',
  'broken',
  'kept',
  'uids',
  'fault',
  'end',
  'rest',
  'heard',
] as const satisfies readonly Entry['kind'][]

const DOINGS: readonly Doing[] = ['begin', 'turn', 'tick', 'stop', 'rest']
const ENDINGS: readonly Ending[] = ['closed', 'full']

/** Sums begin with it, so that a file of zeros has no entry in it. */
const SEED = 0x10a3

const SUM_BYTES = 4
/** Of the words that tell of a fault so many are kept: one may come with every tick. */
const WORDS_CHARS_MAX = 1_000

/** Writes `entry` behind its length and before its checksum. */
export function writeEntry(out: ByteWriter, entry: Entry): void {
  const body = new ByteWriter()
  body.u8(KINDS.indexOf(entry.kind))
  writeBody(body, entry)
  out.bytes(body.written)
  writeU32(out, crc32(body.written, SEED))
}

function writeBody(out: ByteWriter, entry: Entry): void {
  switch (entry.kind) {
    case 'header':
      return out.raw(entry.header)
    case 'intents':
    case 'heard':
      return out.raw(entry.payload)
    case 'begin':
    case 'turn':
    case 'tick':
    case 'stop':
    case 'rest':
      return writeSums(out, entry.sums)
    case 'broken':
      out.u8(DOINGS.indexOf(entry.doing))
      return out.text(entry.words.slice(0, WORDS_CHARS_MAX))
    case 'kept':
      return out.varint(entry.sequence)
    case 'uids':
      out.varint(entry.range.first)
      return out.varint(entry.range.last)
    case 'fault':
      out.text(entry.action)
      return out.text(entry.words.slice(0, WORDS_CHARS_MAX))
    case 'end':
      out.u8(ENDINGS.indexOf(entry.why))
      return writeSums(out, entry.sums)
  }
}

function writeSums(out: ByteWriter, { told, chance, world }: Sums): void {
  writeU32(out, told)
  writeU32(out, chance)
  if (world !== undefined) writeU32(out, world)
}

function writeU32(out: ByteWriter, value: number): void {
  for (let shift = 0; shift < 32; shift += 8) out.u8((value >>> shift) & 255)
}

/** An entry and where the next begins. */
export interface Placed {
  entry: Entry
  next: number
}

/**
 * Reads the entry at `at`.
 *
 * @returns undefined if the bytes end within it
 * @throws {ProtocolError} if it is damaged
 */
export function readEntry(bytes: Uint8Array, at: number): Placed | undefined {
  const reader = new ByteReader(bytes.subarray(at))
  let length: number
  try {
    length = reader.varint()
  } catch (error) {
    if (reader.atEnd) return undefined
    throw error
  }
  if (reader.left < length + SUM_BYTES) return undefined
  const from = bytes.length - reader.left
  const next = from + length + SUM_BYTES
  const content = bytes.subarray(from, from + length)
  const sum = readU32(new ByteReader(bytes.subarray(from + length, next)))
  if (length === 0 || crc32(content, SEED) !== sum) {
    throw new ProtocolError(`Cannot read the entry at byte ${at}: its checksum does not fit`)
  }
  return { entry: readBody(content), next }
}

function readBody(content: Uint8Array): Entry {
  const reader = new ByteReader(content)
  const number = reader.u8()
  const kind = KINDS[number]
  switch (kind) {
    case 'header':
      return { kind, header: content.subarray(1) }
    case 'intents':
    case 'heard':
      return { kind, payload: content.subarray(1) }
    case 'begin':
    case 'turn':
    case 'tick':
    case 'stop':
    case 'rest':
      return { kind, sums: readSums(reader) }
    case 'broken':
      return { kind, doing: DOINGS[reader.u8()] ?? 'tick', words: reader.text() }
    case 'kept':
      return { kind, sequence: reader.varint() }
    case 'uids':
      return { kind, range: { first: reader.varint(), last: reader.varint() } }
    case 'fault':
      return { kind, action: reader.text(), words: reader.text() }
    case 'end':
      return { kind, why: ENDINGS[reader.u8()] ?? 'closed', sums: readSums(reader) }
    default:
      throw new ProtocolError(`Cannot read an entry of kind ${number}`)
  }
}

function readSums(reader: ByteReader): Sums {
  const sums = { told: readU32(reader), chance: readU32(reader) }
  return reader.atEnd ? sums : { ...sums, world: readU32(reader) }
}

function readU32(reader: ByteReader): number {
  let value = 0
  for (let scale = 1; scale < 2 ** 32; scale *= 256) value += reader.u8() * scale
  return value
}
