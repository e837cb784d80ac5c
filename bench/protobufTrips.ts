import protobuf from 'protobufjs'
import type { WireEvent } from '#protocol/event.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'
import type { WireColumnKind, WireSchema } from '#protocol/schema.ts'
import type { RoundTrip } from './roundTrip.ts'

// Whole numbers of 64 bits are read as numbers, not as objects: faster, and enough for uids.
protobuf.util.Long = undefined as unknown as typeof protobuf.util.Long
protobuf.configure()

const TYPES: Readonly<Record<WireColumnKind, string>> = {
  u8: 'uint32',
  u16: 'uint32',
  u32: 'uint32',
  i32: 'sint32',
  f32: 'float',
  f64: 'double',
  entity: 'uint64',
  text: 'string',
}

/** A message type with one field a line of `fields`: name to type; `[]` after a type: repeated. */
function message(name: string, fields: Readonly<Record<string, string>>): protobuf.Type {
  const type = new protobuf.Type(name)
  for (const [i, [field, kind]] of Object.entries(fields).entries()) {
    const rule = kind.endsWith('[]') ? 'repeated' : undefined
    type.add(new protobuf.Field(field, i + 1, kind.replace('[]', ''), rule))
  }
  return type
}

/** Puts the types where they find each other; returns the first. */
function linked(...types: readonly [protobuf.Type, ...protobuf.Type[]]): protobuf.Type {
  const root = new protobuf.Root()
  for (const type of types) root.add(type)
  return types[0]
}

function trip<T>(
  list: protobuf.Type,
  items: readonly object[],
  sum: (read: readonly T[]) => number,
): RoundTrip {
  const whole = list.fromObject({ items })
  return {
    encode: () => list.encode(whole).finish(),
    decode: (bytes) => sum((list.decode(bytes) as unknown as { items: readonly T[] }).items),
  }
}

/** What a change is in a schema made for these changes. */
interface ChangeMessage {
  uid: number
  vitals: { hp: number } | null
  location: { holder: number } | null
}

/** Changes of `hp` and of `holder`, each in a message of its component. */
export function protobufChanges(changes: readonly ComponentChange[]): RoundTrip {
  const list = linked(
    message('Changes', { items: 'Change[]' }),
    message('Change', { uid: 'uint64', vitals: 'Vitals', location: 'Location' }),
    message('Vitals', { hp: 'uint32', hpMax: 'uint32', hpPerSecond: 'float', hpPending: 'float' }),
    message('Location', { holder: 'uint64' }),
  )
  const items = changes.map(({ uid, component, values }) => ({ uid, [component]: values }))
  return trip<ChangeMessage>(list, items, (read) => {
    let sum = 0
    for (const { uid, vitals, location } of read) sum += uid + (vitals?.hp ?? location?.holder ?? 0)
    return sum
  })
}

/** Records with a message for each component of `schema`. */
export function protobufRecords(
  schema: WireSchema,
  records: readonly EntityRecord[],
  sum: (records: readonly EntityRecord[]) => number,
): RoundTrip {
  const typeName = (component: string) => `Component_${component}`
  const components = schema.map(({ name, columns }) => [name, typeName(name), columns] as const)
  const list = linked(
    message('Records', { items: 'Record[]' }),
    message('Record', { uid: 'uint64', components: 'Components' }),
    message('Components', Object.fromEntries(components.map(([name, type]) => [name, type]))),
    ...components.map(([, type, columns]) =>
      message(type, Object.fromEntries(columns.map(({ name, kind }) => [name, TYPES[kind]]))),
    ),
  )
  return trip(list, records, sum)
}

/** Events of `say` alone: protobuf has no messages whose fields are not declared. */
export function protobufEvents(
  events: readonly WireEvent[],
  sum: (events: readonly WireEvent[]) => number,
): RoundTrip {
  const list = linked(
    message('Events', { items: 'Event[]' }),
    message('Event', { verb: 'string', fields: 'Fields' }),
    message('Fields', { actor: 'Ref', text: 'string' }),
    message('Ref', { uid: 'uint64', name: 'string' }),
  )
  return trip(list, events, sum)
}
