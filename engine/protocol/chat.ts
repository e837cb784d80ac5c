import { ByteReader, ByteWriter, ProtocolError } from './bytes.ts'
import { type EventValue, isRef, type Ref, readEvent, type WireEvent, writeEvent } from './event.ts'

/** [C2] The version of what edges and chat processes tell each other. */
const VERSION = 1

/** [C2] Kinds of items. */
const KINDS = { ask: 1, answer: 2, told: 3 } as const

type Kind = keyof typeof KINDS

/** [C3] Something that is asked, or its answer; `number` joins the two. */
export interface Numbered {
  number: number
  event: WireEvent
}

/** [C2] One message, on whichever subject. */
export interface ChatMessage {
  /** The edge that asks, or is answered by itself; `''` of a chat process. */
  from: string
  asks: readonly Numbered[]
  answers: readonly Numbered[]
  /** What all edges are told, in order. */
  told: readonly WireEvent[]
}

/** [C5] What somebody has said where more than a room hears it: on a channel, or to one player. */
export interface Line {
  /** Counts all lines of the world from 1, without holes. */
  number: number
  /** Milliseconds since 1970. */
  atMs: number
  /** `''`: it is told to `target` alone. */
  channel: string
  /** Only who is in that area hears it; `''`: wherever they are. */
  area: string
  actor: Ref
  /** Whom it is told; absent on a channel. */
  target?: Ref
  /** It is acted rather than said: the text follows the actor's name. */
  acted: boolean
  text: string
}

/** The verb of a line among what edges are told. */
export const LINE = 'line'

export function encodeChat({ from, asks, answers, told }: Partial<ChatMessage>): Uint8Array {
  const out = new ByteWriter()
  out.u8(VERSION)
  out.text(from ?? '')
  for (const ask of asks ?? []) writeItem(out, 'ask', ask)
  for (const answer of answers ?? []) writeItem(out, 'answer', answer)
  for (const event of told ?? []) writeItem(out, 'told', { number: 0, event })
  return out.take()
}

/**
 * [C2] Items of unknown kinds are passed over.
 *
 * @throws {ProtocolError} if the bytes are no message of this version
 */
export function decodeChat(bytes: Uint8Array): ChatMessage {
  const reader = new ByteReader(bytes)
  const version = reader.u8()
  if (version !== VERSION) throw new ProtocolError(`Cannot read chat of version ${version}`)
  const from = reader.text()
  const asks: Numbered[] = []
  const answers: Numbered[] = []
  const told: WireEvent[] = []
  while (!reader.atEnd) {
    const kind = reader.u8()
    const body = new ByteReader(reader.bytes())
    if (kind === KINDS.ask) asks.push(readNumbered(body))
    else if (kind === KINDS.answer) answers.push(readNumbered(body))
    else if (kind === KINDS.told) told.push(readEvent(body))
  }
  return { from, asks, answers, told }
}

function writeItem(out: ByteWriter, kind: Kind, { number, event }: Numbered): void {
  const body = new ByteWriter()
  if (kind !== 'told') body.varint(number)
  writeEvent(body, event)
  out.u8(KINDS[kind])
  out.bytes(body.written)
}

function readNumbered(body: ByteReader): Numbered {
  return { number: body.varint(), event: readEvent(body) }
}

/** [C5] A line as fields of an event, or of a row in a list of lines. */
export function fieldsOfLine(line: Line): Record<string, EventValue> {
  const { area, target, acted, ...fields } = line
  return {
    ...fields,
    ...(area !== '' && { area }),
    ...(target && { target }),
    ...(acted && { acted }),
  }
}

/** The line that `fields` tell; undefined if they tell of none. */
export function lineIn(fields: WireEvent['fields']): Line | undefined {
  const { number, atMs, channel, area = '', actor, target, acted = false, text } = fields
  if (typeof number !== 'number' || typeof atMs !== 'number') return undefined
  if (typeof channel !== 'string' || typeof text !== 'string') return undefined
  if (typeof area !== 'string' || actor === undefined || !isRef(actor)) return undefined
  const line = { number, atMs, channel, area, actor, acted: acted === true, text }
  return target !== undefined && isRef(target) ? { ...line, target } : line
}
