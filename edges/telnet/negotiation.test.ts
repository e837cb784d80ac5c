import t from 'tap'
import { command } from './encoder.ts'
import { RecordedProtocol } from './recording.fixture.ts'
import { COMMAND } from './vocabulary.ts'

t.test('agreements are not answered, refusals of ours are answered once', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff fd 19'), '', 'DO EOR after our WILL')
  t.equal(client.answer('ff fd 19 ff fd 19'), '', 'again and again')
  t.equal(client.answer('ff fe 19'), 'fffc19', 'DONT ends it')
  t.equal(client.answer('ff fe 19'), '', 'once')
  t.equal(client.answer('ff fd 19'), 'fffb19', 'DO begins it again')
  t.equal(client.answer('ff fe 46'), '', 'DONT to an offer is its answer')
})

t.test('1000 requests in a row get one answer for each change of state', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff fb 18 '.repeat(1000)), 'fffa1801fff0', 'WILL TTYPE: one SEND')
  t.equal(client.answer('ff fb 22 '.repeat(1000)), 'fffe22', 'WILL LINEMODE: one DONT')
  t.equal(client.answer('ff fd 22 '.repeat(1000)), 'fffc22', 'DO LINEMODE: one WONT')
  t.equal(client.answer('ff fd 03 '.repeat(1000)), 'fffb03', 'DO SGA: one WILL')
  t.equal(client.answer('ff fb 01 '.repeat(1000)), 'fffe01', 'WILL ECHO: one DONT')
  t.equal(client.answer('ff fd 01 '.repeat(1000)), 'fffc01', 'DO ECHO: one WONT')
  t.equal(client.answer('ff fe 01 '.repeat(1000)), '', 'DONT ECHO: never')
})

t.test('each unknown option is refused, and no peer gets refusals without end', async (t) => {
  const client = new RecordedProtocol()
  const all = Array.from({ length: 256 }, (_, option) => command(COMMAND.WILL, option))
  const unknown = 256 - 4 // SGA, TTYPE, NAWS and NEW-ENVIRON are granted
  const refused = client.answerTo(Buffer.concat(all)).match(/fffe../g) ?? []
  t.equal(new Set(refused).size, unknown)
  t.equal(refused.length, unknown)
  const loop = client.answer('ff fb 22 ff fc 22 '.repeat(5000))
  t.equal(loop.length / 'fffe22'.length, 1024 - unknown, 'WILL, WONT, WILL … ends')
})

t.test('echo is fire and forget', async (t) => {
  const client = new RecordedProtocol()
  client.protocol.maskInput(true)
  client.protocol.maskInput(true)
  t.equal(client.sent(), 'fffb01')
  t.equal(client.answer('ff fd 01'), '')
  client.protocol.maskInput(false)
  t.equal(client.sent(), 'fffc01')
  client.protocol.maskInput(true)
  t.equal(client.sent(), 'fffb01', 'masked again though WONT was never confirmed')
  t.equal(client.answer('ff fe 01 ff fd 01 ff fe 01'), '', 'no answer to any confirmation')
})
