import { type ByteReader, type ByteWriter, ProtocolError } from './bytes.ts'

/** Somebody or something, as an event names it. `uid` is 0 where the receiver does not see who. */
export interface Ref {
  uid: number
  /** With its article, or a proper name. */
  name: string
}

/** A value in an event. */
export type EventValue =
  | undefined
  | boolean
  | number
  | string
  | Ref
  | readonly EventValue[]
  | { readonly [field: string]: EventValue }

/** What happened, as it reaches an edge. EVENTS.md lists the verbs and their fields. */
export interface WireEvent {
  verb: string
  fields: Readonly<Record<string, EventValue>>
}

/** [E3] Lists and objects lie in one another no deeper than this. */
const EVENT_DEPTH_MAX = 6

const TAG = {
  undefined: 0,
  false: 1,
  true: 2,
  integer: 3,
  float: 4,
  text: 5,
  ref: 6,
  list: 7,
  object: 8,
} as const

const UNTAGGED_INTEGER_MAX = 2 ** 52

/** [E1] Writes `verb` and `fields`. */
export function writeEvent(out: ByteWriter, event: WireEvent): void {
  out.text(event.verb)
  writeFields(out, event.fields, 0)
}

/** [E1] Reads one event. */
export function readEvent(reader: ByteReader): WireEvent {
  return { verb: reader.text(), fields: readFields(reader, 0) }
}

function writeFields(out: ByteWriter, fields: Record<string, EventValue>, depth: number): void {
  const names = Object.keys(fields).filter((name) => fields[name] !== undefined)
  out.varint(names.length)
  for (const name of names) {
    out.text(name)
    writeValue(out, fields[name], depth)
  }
}

function readFields(reader: ByteReader, depth: number): Record<string, EventValue> {
  const fields: Record<string, EventValue> = Object.create(null)
  for (let left = countOf(reader); left > 0; left--) {
    const name = reader.text()
    fields[name] = readValue(reader, depth)
  }
  return fields
}

/** Each entry takes a byte at least, so a count beyond what is left is a lie. */
function countOf(reader: ByteReader): number {
  const count = reader.varint()
  if (count > reader.left) throw new ProtocolError(`Cannot read ${count} values: the message ends`)
  return count
}

function writeValue(out: ByteWriter, value: EventValue, depth: number): void {
  if (depth > EVENT_DEPTH_MAX) throw new ProtocolError('Cannot write an event nested too deep')
  switch (typeof value) {
    case 'undefined':
      return out.u8(TAG.undefined)
    case 'boolean':
      return out.u8(value ? TAG.true : TAG.false)
    case 'string':
      out.u8(TAG.text)
      return out.text(value)
    case 'number':
      return writeNumber(out, value)
    default:
      return writeObject(out, value, depth)
  }
}

function writeNumber(out: ByteWriter, value: number): void {
  if (Number.isInteger(value) && Math.abs(value) < UNTAGGED_INTEGER_MAX) {
    out.u8(TAG.integer)
    out.signed(value)
  } else {
    out.u8(TAG.float)
    out.f64(value)
  }
}

function writeObject(out: ByteWriter, value: Exclude<EventValue, undefined>, depth: number): void {
  if (isList(value)) {
    out.u8(TAG.list)
    out.varint(value.length)
    for (const element of value) writeValue(out, element, depth + 1)
  } else if (isRef(value)) {
    out.u8(TAG.ref)
    out.varint(value.uid)
    out.text(value.name)
  } else {
    out.u8(TAG.object)
    writeFields(out, value as Record<string, EventValue>, depth + 1)
  }
}

function readValue(reader: ByteReader, depth: number): EventValue {
  if (depth > EVENT_DEPTH_MAX) throw new ProtocolError('Cannot read an event nested too deep')
  const tag = reader.u8()
  switch (tag) {
    case TAG.undefined:
      return undefined
    case TAG.false:
    case TAG.true:
      return tag === TAG.true
    case TAG.integer:
      return reader.signed()
    case TAG.float:
      return reader.f64()
    case TAG.text:
      return reader.text()
    case TAG.ref:
      return { uid: reader.varint(), name: reader.text() }
    case TAG.list:
      return Array.from({ length: countOf(reader) }, () => readValue(reader, depth + 1))
    case TAG.object:
      return readFields(reader, depth + 1)
    default:
      throw new ProtocolError(`Cannot read a value of tag ${tag}`)
  }
}

export function isList(value: EventValue): value is readonly EventValue[] {
  return Array.isArray(value)
}

/** Whether `value` names somebody or something: it has a uid and a name and nothing else. */
export function isRef(value: EventValue): value is Ref {
  if (typeof value !== 'object' || isList(value)) return false
  return typeof value['uid'] === 'number' && typeof value['name'] === 'string'
}
