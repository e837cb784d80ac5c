import fc from 'fast-check'
import t from 'tap'
import { ProtocolError } from './bytes.ts'
import { decodeIntents, encodeIntents, type IntentBatch } from './intent.ts'

const BATCH: IntentBatch = {
  edge: 'telnet',
  intents: [
    {
      kind: 'enter',
      session: 1,
      sequence: 1,
      entry: {
        uid: 5,
        name: 'Ada',
        state: new Uint8Array([1, 2, 3]),
        revision: 4,
        epoch: 300,
        tries: 2,
      },
    },
    { kind: 'line', session: 1, sequence: 2, text: 'get lantern' },
    { kind: 'resync', session: 2, sequence: 9 },
    { kind: 'linkLost', session: 1, sequence: 3 },
  ],
}

t.test('[I1] [I2] intents arrive as they were sent', async (t) => {
  t.same(decodeIntents(encodeIntents(BATCH)), BATCH)
})

t.test('[I1] intents of another version are refused', async (t) => {
  const bytes = encodeIntents(BATCH)
  bytes[0] = 9
  t.throws(() => decodeIntents(bytes), /version 9/)
})

t.test('[B5] any bytes are intents or refused, and nothing else', async (t) => {
  const refuses = (bytes: Uint8Array) => {
    try {
      decodeIntents(bytes)
    } catch (error) {
      return error instanceof ProtocolError
    }
    return true
  }
  const begun = fc.uint8Array({ maxLength: 60 }).map((tail) => Uint8Array.of(1, 1, 116, ...tail))
  fc.assert(fc.property(fc.oneof(fc.uint8Array(), begun), refuses), { numRuns: 2_000 })
  t.ok(refuses(encodeIntents(BATCH).subarray(0, 20)))
})
