import { inflateSync } from 'node:zlib'
import t from 'tap'
import { CompressedStream } from './compression.ts'
import { subnegotiation } from './encoder.ts'
import { bytes, parsed, RecordedProtocol } from './recording.fixture.ts'
import { COMMAND, OPTION } from './vocabulary.ts'

t.test('the codes are those of the standards', async (t) => {
  t.match(COMMAND, { EOR: 0xef, SE: 0xf0, AYT: 0xf6, GA: 0xf9, SB: 0xfa, WILL: 0xfb, IAC: 0xff })
  t.same(OPTION, {
    ECHO: 1,
    SGA: 3,
    TTYPE: 24,
    EOR: 25,
    NAWS: 31,
    LINEMODE: 34,
    NEW_ENVIRON: 39,
    CHARSET: 42,
    MSSP: 70,
    MCCP2: 86,
    GMCP: 201,
  })
})

/** What telnetlib 1.0.2 does wrong, asked of the code that stands in for it. */
t.test('malformed or empty GMCP does not throw', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff fd c9 ff fa c9 ff f0 ff fa c9 "x" ff f0 ff fa c9 "a.b {" ff f0'), '')
  t.same(client.told, [['malformed'], ['gmcp', 'x', undefined], ['malformed']])
})

t.test('a short NAWS does not throw', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff fa 1f 00 ff f0 ff fa 1f ff f0'), '')
  t.same(client.told, [['malformed'], ['malformed']])
})

t.test('an overlong line or subnegotiation is an event, not an error', async (t) => {
  const long = Buffer.alloc(100_000, 'x')
  t.same(parsed(long, bytes('0a ff fa 18'), long, bytes('ff f0')), [
    ['lineTooLong'],
    ['subnegotiationTooLong', OPTION.TTYPE],
  ])
})

t.test('an option that is never answered leaves nothing waiting', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('"look" 0d 0a'), '')
  t.same(client.told, [['line', 'look']])
})

t.test('0xFF in data is doubled, and no other byte changes', async (t) => {
  const sent = subnegotiation(OPTION.MSSP, bytes('01 ff 02'))
  t.same(parsed(sent), [['subnegotiation', OPTION.MSSP, '01ff02']])
})

t.test('LF alone and CR NUL each end a line', async (t) => {
  t.same(parsed(bytes('"a" 0a "b" 0d 00')), [
    ['line', 'a'],
    ['line', 'b'],
  ])
})

t.test('a repeated WILL is answered once', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff fb 03 ff fb 03 ff fb 03'), 'fffd03')
})

t.test('DONT MCCP2 ends the stream', async (t) => {
  const client = new RecordedProtocol()
  client.answer('ff fd 56 ff fe 56')
  t.same(client.told, [['startCompression'], ['stopCompression']])
  t.equal(inflateSync(new CompressedStream().finish()).length, 0)
})

t.test(
  'compression is not offered before it is time, and costs nothing until asked for',
  async (t) => {
    const client = new RecordedProtocol()
    t.notOk(client.offers.includes('fffb56'))
    t.equal(client.answer('ff fe 56'), '')
    t.same(client.told, [])
  },
)
