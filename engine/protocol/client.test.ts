import fc from 'fast-check'
import t from 'tap'
import { ByteWriter, ProtocolError } from './bytes.ts'
import {
  type AskListener,
  ask,
  type ClosingReason,
  readAsked,
  type TellListener,
  TellReader,
  tell,
} from './client.ts'
import { ITEM, ItemWriter } from './frame.ts'
import { type WireSchema, writeSchema } from './schema.ts'

/** Hears anything, and writes down what it is called with. */
function recorder<Listener extends object>(): { to: Listener; calls: unknown[] } {
  const calls: unknown[] = []
  const to = new Proxy({} as Listener, {
    get:
      (_, name) =>
      (...values: unknown[]) => {
        calls.push([name, ...values])
      },
  })
  return { to, calls }
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function told(reader: TellReader, ...parts: Uint8Array[]): unknown[] {
  const { to, calls } = recorder<TellListener>()
  reader.read(joined(...parts), to)
  return calls
}

const SCHEMA: WireSchema = [{ name: 'vitals', columns: [{ name: 'hp', kind: 'u16' }] }]

function schemaBytes(schema: WireSchema): Uint8Array {
  const out = new ByteWriter()
  writeSchema(out, schema)
  return out.take()
}

t.test('[W2] what a client asks comes as it was asked, several in one message', async (t) => {
  const { to, calls } = recorder<AskListener>()
  const bytes = Uint8Array.of(1, 2)
  readAsked(
    joined(ask.hello('resume', 'abc'), ask.line(7, 'say hé'), ask.ping(bytes), ask.resync()),
    to,
  )
  t.same(calls, [['hello', 'resume', 'abc'], ['line', 7, 'say hé'], ['ping', bytes], ['resync']])
})

t.test('[W1] items of unknown kinds are passed over, both ways', async (t) => {
  const unknown = Uint8Array.of(127, 2, 9, 9)
  const { to, calls } = recorder<AskListener>()
  readAsked(joined(unknown, ask.resync()), to)
  t.same(calls, [['resync']])
  t.same(told(new TellReader(), unknown, tell.lagged()), [['lagged']])
})

t.test('[W4] what an edge tells comes as it was told', async (t) => {
  const ready = { uid: 2 ** 40, name: 'Ada', resumeToken: 'token', resumeSeconds: 300 }
  t.same(
    told(
      new TellReader(),
      tell.ready(ready),
      tell.accepted(300),
      tell.refused(301, 'No.'),
      tell.pong(Uint8Array.of(5)),
      tell.stalled(),
    ),
    [
      ['ready', ready],
      ['accepted', 300],
      ['refused', 301, 'No.'],
      ['pong', Uint8Array.of(5)],
      ['stalled'],
    ],
  )
})

t.test('[W9] farewells have reasons of zones and of edges', async (t) => {
  const reasons: ClosingReason[] = ['quit', 'busy', 'ticket', 'restart', 'rules']
  for (const reason of reasons) {
    const closing = { reason, words: 'Bye.', retryMs: 1500 }
    t.same(told(new TellReader(), tell.farewell(closing)), [['farewell', closing]])
  }
  const later = tell.farewell({ reason: 'quit', words: '', retryMs: 0 })
  later[2] = 99
  t.match(told(new TellReader(), later), [['farewell', { reason: 'unavailable' }]])
})

t.test('[W6] items of zones are read by the schema that was told last', async (t) => {
  const items = new ItemWriter()
  const record = items
    .encode(ITEM.ownAppear, (body) => {
      for (const number of [1, 900, 1, 0, 20]) body.varint(number)
    })
    .slice()
  const reader = new TellReader()
  t.throws(() => told(reader, record), { code: 'PROTOCOL_INVALID' })
  t.same(told(reader, tell.zone('vale', schemaBytes(SCHEMA)), record), [
    ['zone', 'vale', SCHEMA],
    ['ownAppear', 1, { uid: 900, components: { vitals: { hp: 20 } } }],
  ])
  const other: WireSchema = [{ name: 'mana', columns: [{ name: 'points', kind: 'u8' }] }]
  t.same(told(reader, tell.zone('hill', schemaBytes(other)), record).at(1), [
    'ownAppear',
    1,
    { uid: 900, components: { mana: { points: 20 } } },
  ])
})

t.test('any bytes at all are read or refused', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      for (const read of [
        () => readAsked(bytes, recorder<AskListener>().to),
        () => new TellReader().read(bytes, recorder<TellListener>().to),
      ]) {
        try {
          read()
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error
        }
      }
    }),
  )
  t.pass('nothing else was thrown')
})
