import { ByteReader, ByteWriter, ProtocolError } from './bytes.ts'
import { FAREWELL_REASONS, type FarewellReason, readViewItem, type ViewListener } from './frame.ts'
import { readSchema, type WireSchema } from './schema.ts'

/** [W1] The name under which the graphical client and the edge agree on these rules. */
export const CLIENT_PROTOCOL = 'loam.v1'

/** [W2] Kinds of items that a client sends. */
const ASK = { hello: 64, line: 65, ping: 66, resync: 67 } as const

/** [W4] Kinds of items that an edge adds to those of zones. */
const TELL = {
  ready: 80,
  zone: 81,
  accepted: 82,
  refused: 83,
  farewell: 84,
  pong: 85,
  lagged: 86,
  stalled: 87,
} as const

/** [W2] What a hello brings, in the order of their numbers. */
const PASS_KINDS = ['ticket', 'resume'] as const
export type PassKind = (typeof PASS_KINDS)[number]

/** [W5] Bytes that a ping may carry. */
export const PING_BYTES_MAX = 64

/** [W9] Why an edge says farewell, beside the reasons of F7: numbers from 32 on. */
const EDGE_REASONS = ['ticket', 'tooSlow', 'restart', 'rules'] as const
const EDGE_REASONS_FROM = 32
export type ClosingReason = FarewellReason | (typeof EDGE_REASONS)[number]

/** Who plays, and how it goes on when the connection breaks. */
export interface Ready {
  uid: number
  name: string
  /** Good once, for a hello of kind `resume`; `''` if there is none. */
  resumeToken: string
  /** So long after the connection was lost. */
  resumeSeconds: number
}

/** The last of a connection. */
export interface Closing {
  reason: ClosingReason
  /** One sentence for the player. */
  words: string
  /** When it is worth trying again; 0: not by itself. */
  retryMs: number
}

/** What an edge hears of a client. */
export interface AskListener {
  hello(kind: PassKind, token: string): void
  line(number: number, text: string): void
  ping(bytes: Uint8Array): void
  resync(): void
}

/** What a client hears of an edge: views as zones tell them, and these. */
export interface TellListener extends ViewListener {
  ready(ready: Ready): void
  /** Another zone has taken the player in, or one that knows other components than before. */
  zone(name: string, schema: WireSchema): void
  /** All lines up to that number are done, but for those refused. */
  accepted(number: number): void
  refused(number: number, words: string): void
  farewell(closing: Closing): void
  pong(bytes: Uint8Array): void
  /** What was too much for the connection was left out; views follow. */
  lagged(): void
  /** The world has not answered for seconds; what was asked is done when it does. */
  stalled(): void
}

/** Writes the messages of a client, one item each. */
export const ask = {
  hello: (kind: PassKind, token: string) =>
    item(ASK.hello, (body) => {
      body.u8(PASS_KINDS.indexOf(kind))
      body.text(token)
    }),
  line: (number: number, text: string) =>
    item(ASK.line, (body) => {
      body.varint(number)
      body.text(text)
    }),
  ping: (bytes: Uint8Array) => item(ASK.ping, (body) => body.raw(bytes)),
  resync: () => item(ASK.resync, () => {}),
}

/** Writes the items that an edge adds. */
export const tell = {
  ready: ({ uid, name, resumeToken, resumeSeconds }: Ready) =>
    item(TELL.ready, (body) => {
      body.varint(uid)
      body.text(name)
      body.text(resumeToken)
      body.varint(resumeSeconds)
    }),
  /** @param schema  as the zone sent it, undecoded */
  zone: (name: string, schema: Uint8Array) =>
    item(TELL.zone, (body) => {
      body.text(name)
      body.raw(schema)
    }),
  accepted: (number: number) => item(TELL.accepted, (body) => body.varint(number)),
  refused: (number: number, words: string) =>
    item(TELL.refused, (body) => {
      body.varint(number)
      body.text(words)
    }),
  farewell: ({ reason, words, retryMs }: Closing) =>
    item(TELL.farewell, (body) => {
      body.varint(numberOf(reason))
      body.text(words)
      body.varint(retryMs)
    }),
  pong: (bytes: Uint8Array) => item(TELL.pong, (body) => body.raw(bytes)),
  lagged: () => item(TELL.lagged, () => {}),
  stalled: () => item(TELL.stalled, () => {}),
}

/**
 * [W1] Reads a client's message. Items of unknown kinds are passed over.
 *
 * @throws {ProtocolError} if the bytes are no items, or one is not what its kind says
 */
export function readAsked(message: Uint8Array, to: AskListener): void {
  const reader = new ByteReader(message)
  while (!reader.atEnd) {
    const kind = reader.u8()
    const bytes = reader.bytes()
    const body = new ByteReader(bytes)
    if (kind === ASK.hello) to.hello(passKindOf(body.u8()), body.text())
    else if (kind === ASK.line) to.line(body.varint(), body.text())
    else if (kind === ASK.ping) to.ping(bytes)
    else if (kind === ASK.resync) to.resync()
  }
}

/** Reads what an edge sends to one client, and remembers the schema that it is in. */
export class TellReader {
  #schema: WireSchema = []

  /** @throws {ProtocolError} if the bytes are no items, or one is not what its kind says */
  read(message: Uint8Array, to: TellListener): void {
    const reader = new ByteReader(message)
    while (!reader.atEnd) {
      const kind = reader.u8()
      this.#item(kind, reader.bytes(), to)
    }
  }

  #item(kind: number, bytes: Uint8Array, to: TellListener): void {
    const body = new ByteReader(bytes)
    switch (kind) {
      case TELL.ready:
        return to.ready(readReady(body))
      case TELL.zone:
        return this.#zone(body, to)
      case TELL.accepted:
        return to.accepted(body.varint())
      case TELL.refused:
        return to.refused(body.varint(), body.text())
      case TELL.farewell:
        return to.farewell(readClosing(body))
      case TELL.pong:
        return to.pong(bytes)
      case TELL.lagged:
        return to.lagged()
      case TELL.stalled:
        return to.stalled()
      default:
        return readViewItem(kind, body, this.#schema, to)
    }
  }

  #zone(body: ByteReader, to: TellListener): void {
    const name = body.text()
    this.#schema = readSchema(body)
    to.zone(name, this.#schema)
  }
}

function readReady(body: ByteReader): Ready {
  return {
    uid: body.varint(),
    name: body.text(),
    resumeToken: body.text(),
    resumeSeconds: body.varint(),
  }
}

function readClosing(body: ByteReader): Closing {
  return { reason: reasonOf(body.varint()), words: body.text(), retryMs: body.varint() }
}

/** [F3] One item, in bytes of its own. */
function item(kind: number, writeBody: (body: ByteWriter) => void): Uint8Array {
  const body = new ByteWriter()
  writeBody(body)
  const out = new ByteWriter()
  out.u8(kind)
  out.bytes(body.written)
  return out.take()
}

function passKindOf(number: number): PassKind {
  const kind = PASS_KINDS[number]
  if (kind === undefined) throw new ProtocolError(`Cannot read a hello of kind ${number}`)
  return kind
}

function numberOf(reason: ClosingReason): number {
  const ofZones = FAREWELL_REASONS.indexOf(reason as FarewellReason)
  if (ofZones >= 0) return ofZones
  return EDGE_REASONS_FROM + EDGE_REASONS.indexOf(reason as (typeof EDGE_REASONS)[number])
}

/** A reason that this reader does not know is as good as `unavailable`. */
function reasonOf(number: number): ClosingReason {
  return FAREWELL_REASONS[number] ?? EDGE_REASONS[number - EDGE_REASONS_FROM] ?? 'unavailable'
}
