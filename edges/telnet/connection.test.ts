import { inflateSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { CLOSE_GRACE_MS, NEGOTIATION_WAIT_MS } from './connection.ts'
import { Loopback, Session } from './loopback.fixture.ts'
import { bytes } from './recording.fixture.ts'

const OFFERS = bytes('ff fd 18 ff fd 1f ff fd 27 ff fb 2a ff fb 19 ff fb 46 ff fb c9')
const OFFER_MCCP2 = bytes('ff fb 56')

async function played(t: Test) {
  const loopback = await Loopback.start()
  t.teardown(() => loopback.stop())
  const client = loopback.connect()
  const session = await loopback.session()
  await client.until(OFFERS)
  return { loopback, client, session, terminal: session.terminal }
}

t.test('a client that answers nothing can play', async (t) => {
  const { loopback, client, session, terminal } = await played(t)
  t.equal(terminal.address, '127.0.0.1')
  loopback.clock.run(NEGOTIATION_WAIT_MS)
  await terminal.ready
  terminal.write('Welcome.\nThis is Loam.\n')
  terminal.prompt('Name: ')
  const text = await client.until(bytes('"Name: " ff f9'))
  t.same(
    text,
    Buffer.concat([OFFER_MCCP2, bytes('"Welcome." 0d 0a "This is Loam." 0d 0a "Name: " ff f9')]),
  )
  client.send('Ada\r\nsecret\r\n')
  t.same(await session.events(2), [
    ['line', 'Ada'],
    ['line', 'secret'],
  ])
})

t.test('a client that tells its type is ready at once', async (t) => {
  const { client, session, terminal } = await played(t)
  client.send(bytes('ff fb 18 ff fb 1f ff fa 1f 00 64 00 28 ff f0'))
  for (const type of ['TINTIN++', 'XTERM', 'MTTS 333']) {
    await client.until(bytes('ff fa 18 01 ff f0'))
    client.send(bytes(`ff fa 18 00 "${type}" ff f0`))
  }
  await terminal.ready
  await client.until(OFFER_MCCP2)
  t.same(terminal.capabilities, {
    clientName: 'TINTIN++',
    columns: 100,
    rows: 40,
    sized: true,
    colour: 'truecolour',
    utf8: true,
    screenReader: true,
    gmcp: false,
    encrypted: false,
  })
  t.ok(session.heard.every(([name]) => name === 'capabilitiesChanged'))
})

t.test('all that one turn writes leaves in one write', async (t) => {
  const { client, terminal } = await played(t)
  const first = client.chunks.length
  terminal.write('one\n')
  await Promise.resolve()
  terminal.write('two\n')
  await Promise.resolve().then(() => terminal.write('three\n'))
  terminal.prompt('> ')
  await client.until(bytes('"> " ff f9'))
  t.same(client.chunks.slice(first).map(String), [`one\r\ntwo\r\nthree\r\n> ${bytes('ff f9')}`])
})

t.test('a prompt that ends its line gets no mark', async (t) => {
  const { client, terminal } = await played(t)
  terminal.prompt('Ready.\n')
  terminal.prompt('> ')
  t.same(await client.until(bytes('ff f9')), bytes('"Ready." 0d 0a "> " ff f9'))
})

t.test('secrets are hidden, GMCP is talked, MSSP is told', async (t) => {
  const { client, session, terminal } = await played(t)
  terminal.maskInput(true)
  await client.until(bytes('ff fb 01'))
  terminal.maskInput(false)
  await client.until(bytes('ff fc 01'))
  terminal.sendGmcp('Room.Info', { num: 1 })
  client.send(bytes('ff fd c9 ff fa c9 "Core.Ping" ff f0 ff fd 46'))
  await client.until(bytes('ff fa c9 "Core.Ping" ff f0 ff fa 46 01 "NAME" 02 "Loam" ff f0'))
  t.same(await session.events(1), [['capabilitiesChanged']])
  t.equal(terminal.capabilities.gmcp, true)
  terminal.sendGmcp('Room.Info', { num: 2 })
  terminal.sendGmcp('Core.Goodbye')
  const sent = await client.until(bytes('"Core.Goodbye" ff f0'))
  t.same(sent, Buffer.concat([gmcp('Room.Info {"num":2}'), gmcp('Core.Goodbye')]))
})

t.test('MCCP2: the marker, then zlib until the goodbye', async (t) => {
  const { client, terminal } = await played(t)
  terminal.write('plain\n')
  await client.until('plain\r\n')
  client.send(bytes('ff fd 56'))
  await client.until(bytes('ff fb 56 ff fa 56 ff f0'))
  terminal.write('hidden\n')
  terminal.write('more\n')
  terminal.close('Farewell.')
  await client.closed
  t.equal(inflateSync(client.received).toString(), 'hidden\r\nmore\r\nFarewell.\r\n')
})

t.test('DONT MCCP2 ends the stream and goes on plain', async (t) => {
  const { client, terminal } = await played(t)
  client.send(bytes('ff fd 56'))
  await client.until(bytes('ff fa 56 ff f0'))
  terminal.write('hidden\n')
  client.send(bytes('ff fe 56'))
  await client.until(bytes('ff fc 56'))
  terminal.write('plain again\n')
  await client.until('plain again\r\n')
  const whole = Buffer.concat(client.chunks)
  const start = whole.indexOf(bytes('ff fa 56 ff f0')) + 5
  const end = whole.indexOf(bytes('ff fc 56'))
  t.equal(inflateSync(whole.subarray(start, end)).toString(), 'hidden\r\n')
})

t.test('closing says goodbye, tells once, and cuts a client that does not hang up', async (t) => {
  const { loopback, client, session, terminal } = await played(t)
  client.socket.allowHalfOpen = true
  terminal.close('Farewell.')
  terminal.close('Again.')
  terminal.write('never seen\n')
  t.same(await client.until('Farewell.\r\n'), Buffer.from('Farewell.\r\n'))
  client.send('look\r\n')
  t.same(session.heard, [])
  loopback.clock.run(CLOSE_GRACE_MS)
  t.same(await session.events(1), [['closed']])
  t.equal(client.received.length, 0)
})

t.test('a client that breaks off is told once, and writing to it is harmless', async (t) => {
  const { client, session, terminal } = await played(t)
  client.socket.resetAndDestroy()
  t.same(await session.events(1), [['closed']])
  terminal.write('to nobody\n')
  terminal.prompt('> ')
  terminal.close('Farewell.')
  await terminal.ready
  t.same(session.heard, [['closed']])
})

t.test('a client that does not read is closed', async (t) => {
  const { loopback, client, session, terminal } = await played(t)
  client.socket.pause()
  const screen = `${'x'.repeat(99)}\n`.repeat(1000)
  while (loopback.listener.counters.tooSlow === 0) {
    terminal.write(screen)
    await new Promise((resolve) => setImmediate(resolve))
  }
  terminal.write(screen)
  loopback.clock.run(CLOSE_GRACE_MS)
  t.same(await session.events(1), [['closed']])
  t.equal(loopback.listener.counters.tooSlow, 1)
})

t.test('what comes before the session listens is kept, within a limit', async (t) => {
  const terminals: Session[] = []
  const loopback = await Loopback.start({
    onTerminal: (terminal) => {
      void terminal.ready.then(() => terminals.push(new Session(terminal)))
    },
  })
  t.teardown(() => loopback.stop())
  const client = loopback.connect()
  await client.until(OFFERS)
  client.send(`${'early\n'.repeat(100)}`)
  client.send(bytes('ff f6'))
  await client.until('[Yes]')
  loopback.clock.run(NEGOTIATION_WAIT_MS)
  await client.until(OFFER_MCCP2)
  t.same(await terminals[0]?.events(64), Array(64).fill(['line', 'early']))
  client.send('late\n')
  t.same((await terminals[0]?.events(65))?.at(-1), ['line', 'late'])
})

t.test('bad input of every kind leaves the connection playing', async (t) => {
  const { loopback, client, session } = await played(t)
  client.send(Buffer.alloc(65_536, 'x'))
  client.send('\r\n')
  client.send(Buffer.concat([bytes('ff fa c9'), Buffer.alloc(1_000_000, 'x'), bytes('ff f0')]))
  client.send(bytes('ff fb 2a ff fd 22 '.repeat(500)))
  client.send(bytes('"say " 1b "[2J" c3 28 07 9b "31m" 0d 0a'))
  client.send('look\n')
  t.same(await session.events(3), [
    ['lineTooLong'],
    ['line', 'say \ufffd(\ufffd31m'],
    ['line', 'look'],
  ])
  t.match(loopback.listener.counters, { malformed: 1, linesTooLong: 1 })
})

function gmcp(message: string): Buffer {
  return Buffer.concat([bytes('ff fa c9'), Buffer.from(message), bytes('ff f0')])
}
