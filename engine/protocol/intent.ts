import { ByteReader, ByteWriter, ProtocolError } from './bytes.ts'

/** [I1] The version of intents that this code writes and reads. */
const INTENT_VERSION = 1

/** What a session asks of a zone. `sequence` counts a session's intents from 1 [I3]. */
export type Intent =
  | { kind: 'enter'; session: number; sequence: number; entry: Entry }
  | { kind: 'line'; session: number; sequence: number; text: string }
  | { kind: 'linkLost'; session: number; sequence: number }
  | { kind: 'resync'; session: number; sequence: number }

/** Who enters, and with what [I2]. */
export interface Entry {
  /** The character's uid. */
  uid: number
  name: string
  /** What was saved of the character and its things; empty for a new one. */
  state: Uint8Array
  /** That of the state: when the character leaves, it leaves with the next. */
  revision: number
  /** It is in the zone's keeping: there is no state, the body must be there. Absent: it is not. */
  isInWorld?: boolean
  /** A zone has just handed the session over: it comes at a step. Absent: it does not. */
  isStep?: boolean
  /** In which the zone was when this was read: in any other it may be too old. Edges leave it 0. */
  epoch: number
  /** How often a zone has sent it back to the door as too old. */
  tries: number
}

/** [I5] What an edge knows of whoever enters, besides uid and name. */
export const NOTHING_READ: Omit<Entry, 'uid' | 'name'> = {
  state: new Uint8Array(0),
  revision: 0,
  epoch: 0,
  tries: 0,
}

/** The intents of one edge, in the order in which they came. */
export interface IntentBatch {
  edge: string
  intents: Intent[]
}

/** [I2] Bits of what an entry says of itself. */
const IN_WORLD = 1
const STEP = 2

const KINDS = ['enter', 'line', 'linkLost', 'resync'] as const

/** [I4] A line is at most so many bytes of UTF-8. */
export const LINE_BYTES_MAX = 4_096

/** [I2] One message of one edge. */
export function encodeIntents({ edge, intents }: IntentBatch): Uint8Array {
  const out = new ByteWriter()
  out.u8(INTENT_VERSION)
  out.text(edge)
  for (const intent of intents) {
    out.u8(KINDS.indexOf(intent.kind))
    out.varint(intent.session)
    out.varint(intent.sequence)
    if (intent.kind === 'line') out.text(intent.text)
    if (intent.kind === 'enter') writeEntry(out, intent.entry)
  }
  return out.take()
}

/** [I2] @throws {ProtocolError} if the bytes are no intents of this version */
export function decodeIntents(bytes: Uint8Array): IntentBatch {
  const reader = new ByteReader(bytes)
  const version = reader.u8()
  if (version !== INTENT_VERSION) {
    throw new ProtocolError(`Cannot read intents of version ${version}: ${INTENT_VERSION} is known`)
  }
  const edge = reader.text()
  const intents: Intent[] = []
  while (!reader.atEnd) intents.push(readIntent(reader))
  return { edge, intents }
}

function readIntent(reader: ByteReader): Intent {
  const number = reader.u8()
  const kind = KINDS[number]
  const session = reader.varint()
  const sequence = reader.varint()
  switch (kind) {
    case 'enter':
      return { kind, session, sequence, entry: readEntry(reader) }
    case 'line':
      return { kind, session, sequence, text: reader.text() }
    case 'linkLost':
    case 'resync':
      return { kind, session, sequence }
    default:
      throw new ProtocolError(`Cannot read an intent of kind ${number}`)
  }
}

function writeEntry(out: ByteWriter, entry: Entry): void {
  out.varint(entry.uid)
  out.text(entry.name)
  out.bytes(entry.state)
  out.varint(entry.revision)
  out.u8((entry.isInWorld ? IN_WORLD : 0) | (entry.isStep ? STEP : 0))
  out.varint(entry.epoch)
  out.varint(entry.tries)
}

function readEntry(reader: ByteReader): Entry {
  const uid = reader.varint()
  const name = reader.text()
  const state = reader.bytes().slice()
  const revision = reader.varint()
  const flags = reader.u8()
  const entry = { uid, name, state, revision, epoch: reader.varint(), tries: reader.varint() }
  return {
    ...entry,
    ...((flags & IN_WORLD) !== 0 && { isInWorld: true }),
    ...((flags & STEP) !== 0 && { isStep: true }),
  }
}
