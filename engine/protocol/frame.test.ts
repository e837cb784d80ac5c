import fc from 'fast-check'
import t from 'tap'
import { ByteWriter, ProtocolError } from './bytes.ts'
import type { EventValue } from './event.ts'
import { type FrameListener, ITEM, ItemWriter, readFrame, writeFrameHeader } from './frame.ts'
import { writeColumn } from './record.ts'
import type { WireSchema } from './schema.ts'

const SCHEMA: WireSchema = [
  { name: 'described', columns: [{ name: 'name', kind: 'text' }] },
  {
    name: 'vitals',
    columns: [
      { name: 'hp', kind: 'u16' },
      { name: 'hpMax', kind: 'u16' },
      { name: 'pending', kind: 'f32' },
    ],
  },
]

const REFUSED = { code: 'PROTOCOL_INVALID' }

/** A frame of these items, and the calls that reading it makes. */
function read(...items: ((writer: ItemWriter) => Uint8Array)[]): unknown[] {
  return readBytes(frameOf(items))
}

function frameOf(items: ((writer: ItemWriter) => Uint8Array)[]): Uint8Array {
  const out = new ByteWriter()
  writeFrameHeader(out, { zone: 'vale', epoch: 2, sequence: 3, tick: 40 })
  const writer = new ItemWriter()
  for (const item of items) out.raw(item(writer))
  return out.take()
}

function readBytes(bytes: Uint8Array): unknown[] {
  const calls: unknown[] = []
  let schema: WireSchema = SCHEMA
  const listener = new Proxy({} as FrameListener, {
    get:
      (_, name) =>
      (...values: unknown[]) =>
        calls.push([name, ...values]),
  })
  const onSchema = (_: string, received: WireSchema) => {
    schema = received
  }
  calls.unshift(readFrame(bytes, () => schema, onSchema, listener))
  return calls
}

t.test('[F1] a frame names its zone, epoch, sequence and tick', async (t) => {
  t.same(read(), [{ zone: 'vale', epoch: 2, sequence: 3, tick: 40 }])
})

t.test('[F1] a frame of another version is refused', async (t) => {
  const bytes = frameOf([])
  bytes[0] = 9
  t.throws(() => readBytes(bytes), /version 9/)
})

t.test('[F4] items are read in their order, each to its listener', async (t) => {
  const [, ...calls] = read(
    (items) => items.numbers(ITEM.welcome, 7, 5),
    (items) => items.event(ITEM.roomEvent, 100, { verb: 'say', fields: { text: 'hello' } }),
    (items) => items.numbers(ITEM.roomVanish, 100, 12),
    (items) => items.numbers(ITEM.accepted, 7, 2),
    (items) => items.numbers(ITEM.farewell, 7, 1),
  )
  t.same(calls, [
    ['welcome', 7, 5],
    ['roomEvent', 100, { verb: 'say', fields: { text: 'hello' } }],
    ['roomVanish', 100, 12],
    ['accepted', 7, 2],
    ['farewell', 7, 'takeover'],
  ])
})

t.test('[F5] an item of an unknown kind is passed over', async (t) => {
  const [, ...calls] = read(
    (items) => items.encode(250, (body) => body.text('from the future')),
    (items) => items.numbers(ITEM.accepted, 7, 2),
  )
  t.same(calls, [['accepted', 7, 2]])
})

t.test('[S1] a schema in a frame holds for the items after it', async (t) => {
  const schema: WireSchema = [{ name: 'light', columns: [{ name: 'lit', kind: 'u8' }] }]
  const [, ...calls] = read(
    (items) => items.schema(schema),
    (items) =>
      items.encode(ITEM.ownAppear, (body) => {
        for (const number of [7, 55, 1, 0, 1]) body.varint(number)
      }),
  )
  t.same(calls, [['ownAppear', 7, { uid: 55, components: { light: { lit: 1 } } }]])
})

t.test('[R3] [R4] changes name uids by their differences and columns by bits', async (t) => {
  const [, ...calls] = read((items) =>
    items.encode(ITEM.roomChanges, (body) => {
      body.varint(100)
      body.signed(2 ** 36)
      body.varint(1)
      body.varint(0b101)
      writeColumn(body, 'u16', 12)
      writeColumn(body, 'f32', 0.5)
      body.signed(-6)
      body.varint(0)
      body.varint(0b1)
      writeColumn(body, 'text', 'a rat')
    }),
  )
  t.same(calls, [
    [
      'roomChanges',
      100,
      [
        { uid: 2 ** 36, component: 'vitals', values: { hp: 12, pending: 0.5 } },
        { uid: 2 ** 36 - 6, component: 'described', values: { name: 'a rat' } },
      ],
    ],
  ])
})

t.test('[E2] an event keeps every kind of value', async (t) => {
  const fields: Record<string, EventValue> = {
    yes: true,
    no: false,
    count: -3,
    share: 0.25,
    text: 'Ünïcode',
    actor: { uid: 5, name: 'Ada' },
    list: [1, 'two', { item: { uid: 9, name: 'a lamp' }, slot: 'hold' }],
  }
  const [, call] = read((items) => items.event(ITEM.ownEvent, 7, { verb: 'test', fields }))
  t.same(call, ['ownEvent', 7, { verb: 'test', fields }])
})

t.test('[E3] an event nested too deep is refused', async (t) => {
  let deep: EventValue = 'bottom'
  for (let i = 0; i < 8; i++) deep = [deep]
  const event = { verb: 'test', fields: { deep } }
  t.throws(() => read((items) => items.event(ITEM.ownEvent, 7, event)), REFUSED)
})

t.test('[B5] any bytes are read or refused, and nothing else', async (t) => {
  const valid = frameOf([
    (items) => items.schema(SCHEMA),
    (items) => items.event(ITEM.roomEvent, 100, { verb: 'say', fields: { text: 'hello' } }),
  ])
  const mutated = fc.tuple(fc.nat(valid.length - 1), fc.nat(255)).map(([at, byte]) => {
    const bytes = valid.slice()
    bytes[at] = byte
    return bytes
  })
  const refuses = (bytes: Uint8Array) => {
    try {
      readBytes(bytes)
    } catch (error) {
      return error instanceof ProtocolError
    }
    return true
  }
  fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), mutated), refuses), {
    numRuns: 2_000,
  })
  t.ok(refuses(valid))
})
