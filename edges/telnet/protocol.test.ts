import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { capabilitiesOf } from './clientFacts.ts'
import { bytes, RecordedProtocol } from './recording.fixture.ts'

const TYPE_SEND = 'fffa1801fff0'

t.test('the offers come once, in the order that clients need', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.offers, 'fffd18fffd1ffffd27fffb2afffb19fffb46fffbc9')
  client.protocol.offerCompression()
  t.equal(client.sent(), 'fffb56', 'compression is the last')
  client.protocol.start()
  client.protocol.offerCompression()
  t.equal(client.sent(), '', 'no offer is repeated')
})

t.test(
  'terminal types are asked for until they repeat, at MTTS, at ANSI, five times',
  async (t) => {
    const tintin = new RecordedProtocol()
    t.equal(tintin.answer('ff fb 18'), TYPE_SEND)
    t.equal(tintin.answer('ff fa 18 00 "TINTIN++" ff f0'), TYPE_SEND)
    t.equal(tintin.answer('ff fa 18 00 "tmux-256color" ff f0'), TYPE_SEND)
    t.equal(tintin.answer('ff fa 18 00 "MTTS 271" ff f0 ff fa 18 00 "MTTS 271" ff f0'), '')
    t.same(tintin.told, [['terminalTypeSettled']])
    t.match(capabilitiesOf(tintin.protocol.facts), {
      clientName: 'TINTIN++',
      colour: 'truecolour',
      utf8: true,
      screenReader: false,
    })

    const inetutils = new RecordedProtocol()
    inetutils.answer('ff fb 18 ff fa 18 00 "XTERM" ff f0')
    t.equal(inetutils.answer('ff fa 18 00 "XTERM" ff f0'), '', 'a repeat')
    t.match(capabilitiesOf(inetutils.protocol.facts), { clientName: '', colour: '256', utf8: true })

    const windows = new RecordedProtocol()
    t.equal(windows.answer('ff fb 18 ff fa 18 00 "ANSI" ff f0'), TYPE_SEND, 'only the first')
    t.equal(capabilitiesOf(windows.protocol.facts).colour, '16')

    const endless = new RecordedProtocol()
    const asked = ['ff fb 18', ...Array.from('abcdefgh', (c) => `ff fa 18 00 "${c}" ff f0`)]
    t.equal(endless.answer(asked.join(' ')), TYPE_SEND.repeat(5))
    t.same(endless.told, [['terminalTypeSettled']])

    const refusing = new RecordedProtocol()
    t.equal(refusing.answer('ff fc 18'), '')
    t.same(refusing.told, [['terminalTypeSettled']], 'a refusal settles it too')
  },
)

t.test('what was agreed is known by name, and what was refused or ended is not', async (t) => {
  const client = new RecordedProtocol()
  t.same(client.protocol.agreed, [])
  client.answer('ff fb 1f ff fc 18 ff fd c9 ff fd 19')
  t.same(client.protocol.agreed, ['NAWS', 'EOR', 'GMCP'])
  client.protocol.offerCompression()
  client.answer('ff fd 56 ff fe 19')
  t.same(client.protocol.agreed, ['NAWS', 'GMCP', 'MCCP2'])
})

t.test('window sizes are taken, clamped, and ignored when short', async (t) => {
  const client = new RecordedProtocol()
  const size = (form: string) => {
    client.answer(form)
    const { columns, rows } = capabilitiesOf(client.protocol.facts)
    return [columns, rows]
  }
  t.same(size('ff fb 1f'), [80, 24])
  t.same(size('ff fa 1f 00 78 00 32 ff f0'), [120, 50])
  t.same(size('ff fa 1f 00 78 00 ff f0'), [120, 50], 'short')
  t.same(size('ff fa 1f ff f0'), [120, 50], 'empty')
  t.same(client.told, [['malformed'], ['malformed']])
  t.same(size('ff fa 1f 00 00 00 00 ff f0'), [80, 24], 'zero is unknown')
  t.same(size('ff fa 1f 00 01 00 01 ff f0'), [20, 5])
  t.same(size('ff fa 1f ff ff ff ff ff ff ff ff ff f0'), [250, 500])
})

t.test('MNES tells the client, and never an address', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff fb 27'), 'fffa2701fff0')
  client.answer(
    'ff fa 27 00 00 "CLIENT_NAME" 01 "Blight" 02 01 "mud" 03 "CHARSET" 01 "UTF-8" ' +
      '00 "IPADDRESS" 01 "10.0.0.1" 00 "MTTS" 01 "77" ff f0',
  )
  t.same(capabilitiesOf(client.protocol.facts), {
    clientName: 'Blightmud',
    columns: 80,
    rows: 24,
    sized: false,
    colour: '256',
    utf8: true,
    screenReader: true,
    gmcp: false,
    encrypted: false,
  })
  client.answer('ff fa 27 02 00 "MTTS" 01 "1" ff f0')
  t.equal(capabilitiesOf(client.protocol.facts).screenReader, false, 'INFO changes it later')
  t.equal(client.answer('ff fa 27 00 ff f0 ff fa 27 ff f0'), '', 'empty ones are harmless')
  t.equal(client.answer('ff fa 27 00 00 "TERMINAL_TYPE" 01 "dumb" ff f0'), '')
})

t.test('CHARSET is asked for once, and the answer decides', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff fd 2a'), 'fffa2a013b5554462d38fff0')
  t.equal(client.answer('ff fe 2a ff fd 2a'), 'fffc2afffb2a', 'never again')
  client.answer('ff fa 2a 03 ff f0')
  t.equal(capabilitiesOf(client.protocol.facts).utf8, false)
  client.answer('ff fa 2a 02 "utf-8" ff f0')
  t.equal(capabilitiesOf(client.protocol.facts).utf8, true)
  t.equal(client.answer('ff fa 2a 01 ";KOI8-R" ff f0'), 'fffa2a03fff0', "the client's own request")
})

t.test('prompts end with EOR where agreed, with GA unless suppressed', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.protocol.promptMark?.toString('hex'), 'fff9')
  t.equal(client.answer('ff fd 03'), 'fffb03', 'SGA on request')
  t.equal(client.protocol.promptMark, undefined)
  client.answer('ff fd 19')
  t.equal(client.protocol.promptMark?.toString('hex'), 'ffef')
})

t.test('MSSP is answered once', async (t) => {
  const client = new RecordedProtocol()
  const answer = bytes('ff fa 46 01 "NAME" 02 "Loam" 01 "PLAYERS" 02 "3" ff f0').toString('hex')
  t.equal(client.answer('ff fd 46'), answer)
  t.equal(client.answer('ff fe 46 ff fd 46'), 'fffc46fffb46')
})

t.test('GMCP is told, and what is malformed is counted', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff fa c9 "Core.Ping" ff f0'), '', 'not agreed')
  t.same(client.told.splice(0), [['malformed']])
  t.equal(client.answer('ff fd c9'), '')
  t.equal(client.answer('ff fa c9 "Core.Ping 120" ff f0'), `fffac9${hex('Core.Ping')}fff0`)
  t.same(client.told.splice(0), [])
  client.answer('ff fa c9 ff f0 ff fa c9 "{}" ff f0 ff fa c9 "Char.Items.Inv {" ff f0')
  client.answerTo(gmcp(`Char.X ${'['.repeat(5000)}`))
  client.answerTo(gmcp(`Char.X ${'['.repeat(17)}${']'.repeat(17)}`))
  t.same(client.told.splice(0), Array(5).fill(['malformed']))
  client.answerTo(gmcp('Core.Hello {"client":"Mudlet","version":"4.17"}'))
  client.answerTo(gmcp('Char.Items.Contents 12'))
  client.answerTo(gmcp('Comm.Channel.Players'))
  t.same(client.told.splice(0), [
    ['gmcp', 'Core.Hello', { client: 'Mudlet', version: '4.17' }],
    ['gmcp', 'Char.Items.Contents', 12],
    ['gmcp', 'Comm.Channel.Players', undefined],
  ])
  t.match(capabilitiesOf(client.protocol.facts), { clientName: 'Mudlet', gmcp: true })
})

t.test('GMCP leaves only where agreed, and only packages that the client wants', async (t) => {
  const client = new RecordedProtocol()
  const sends = (name: string) => {
    client.protocol.sendGmcp(name, 1)
    return client.sent() !== ''
  }
  t.equal(sends('Char.Vitals'), false)
  client.answer('ff fd c9')
  t.equal(sends('Char.Vitals'), true, 'no list: everything')
  client.answerTo(gmcp('Core.Supports.Set ["Char 1", "Room 1", "Comm 0", 7]'))
  t.same(['Char.Vitals', 'Room.Info', 'Core.Goodbye', 'Client.GUI'].map(sends), Array(4).fill(true))
  t.same(['Comm.Channel.Text', 'Character.X', 'Group'].map(sends), Array(3).fill(false))
  client.answerTo(gmcp('Core.Supports.Add ["comm.channel 1"]'))
  client.answerTo(gmcp('Core.Supports.Remove ["Room"]'))
  t.same(['Comm.Channel.Text', 'Room.Info'].map(sends), [true, false])
  client.answer('ff fe c9')
  t.equal(sends('Char.Vitals'), false)
})

t.test('compression starts and ends by the client, three times at most', async (t) => {
  const client = new RecordedProtocol()
  client.protocol.offerCompression()
  client.sent()
  t.equal(client.answer('ff fd 56'), '')
  t.equal(client.answer('ff fe 56'), 'fffc56')
  t.equal(client.answer('ff fd 56 ff fe 56 ff fd 56 ff fe 56'), 'fffb56fffc56fffb56fffc56')
  t.equal(client.answer('ff fd 56'), 'fffc56', 'enough')
  t.same(
    client.told.map(([name]) => name),
    Array(3).fill(['startCompression', 'stopCompression']).flat(),
  )
})

t.test('AYT is answered once a read', async (t) => {
  const client = new RecordedProtocol()
  t.equal(client.answer('ff f6 ff f6'), hex('\r\n[Yes]\r\n'))
  t.equal(client.answer('ff f6'), hex('\r\n[Yes]\r\n'))
})

t.test('no bytes make it throw, or answer with more than it got', async (t) => {
  const option = fc.constantFrom(1, 3, 24, 25, 31, 34, 39, 42, 70, 86, 201)
  const verb = fc.constantFrom(0xfb, 0xfc, 0xfd, 0xfe)
  const request = fc.tuple(verb, option).map(([v, o]) => Buffer.from([0xff, v, o]))
  const body = fc
    .tuple(option, fc.uint8Array({ maxLength: 40 }))
    .map(([o, b]) => Buffer.concat([Buffer.from([0xff, 0xfa, o]), b, Buffer.from([0xff, 0xf0])]))
  const received = fc.array(fc.oneof(request, body), { maxLength: 200 })
  const bounded = fc.property(received, (pieces) => {
    const all = Buffer.concat(pieces)
    const answer = new RecordedProtocol().answerTo(all)
    const once = 200 // MSSP and CHARSET: once each, however small the request
    assert.ok(answer.length / 2 <= 3 * all.length + once, `${answer.length / 2} of ${all.length}`)
  })
  t.doesNotThrow(() => fc.assert(bounded, { numRuns: 300 }))
})

function hex(text: string): string {
  return Buffer.from(text).toString('hex')
}

function gmcp(message: string): Buffer {
  return Buffer.concat([bytes('ff fa c9'), Buffer.from(message), bytes('ff f0')])
}
