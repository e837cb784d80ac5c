import t from 'tap'
import {
  type ChatMessage,
  decodeChat,
  encodeChat,
  fieldsOfLine,
  type Line,
  lineIn,
} from './chat.ts'

const SAID: Line = {
  number: 7,
  atMs: 1_790_000_000_000,
  channel: 'gossip',
  area: '',
  actor: { uid: 1, name: 'Ada' },
  acted: false,
  text: 'Good morning.',
}
const TOLD: Line = { ...SAID, channel: '', target: { uid: 2, name: 'Bob' } }

t.test('[C2] a message comes back as it was', async (t) => {
  const message: ChatMessage = {
    from: 'telnet-1',
    asks: [{ number: 300, event: { verb: 'lines', fields: { after: 6 } } }],
    answers: [{ number: 2, event: { verb: 'done', fields: {} } }],
    told: [{ verb: 'line', fields: fieldsOfLine(SAID) }],
  }
  t.same(decodeChat(encodeChat(message)), message)
  t.same(decodeChat(encodeChat({})), { from: '', asks: [], answers: [], told: [] })
})

t.test('[C2] items of unknown kinds are passed over, other versions are refused', async (t) => {
  const bytes = encodeChat({ told: [{ verb: 'line', fields: {} }] })
  const later = Buffer.concat([bytes, Buffer.of(99, 2, 1, 2)])
  t.same(decodeChat(later), decodeChat(bytes))
  t.throws(() => decodeChat(Buffer.of(2, 0)), { code: 'PROTOCOL_INVALID' })
  t.throws(() => decodeChat(bytes.subarray(0, -1)), { code: 'PROTOCOL_INVALID' })
})

t.test('[C5] a line is the same after it was told', async (t) => {
  for (const line of [SAID, TOLD, { ...SAID, area: 'vale', acted: true }]) {
    const bytes = encodeChat({ told: [{ verb: 'line', fields: fieldsOfLine(line) }] })
    t.same(lineIn(decodeChat(bytes).told[0]!.fields), line)
  }
})

t.test('[C5] what lacks a part is no line', async (t) => {
  for (const part of ['number', 'atMs', 'channel', 'actor', 'text']) {
    t.equal(lineIn({ ...fieldsOfLine(SAID), [part]: undefined }), undefined, part)
  }
})
