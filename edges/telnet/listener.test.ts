import { createServer } from 'node:net'
import t from 'tap'
import { CLOSE_GRACE_MS } from './connection.ts'
import { startTelnet } from './listener.ts'
import { Loopback } from './loopback.fixture.ts'
import { selfSigned } from './selfSigned.fixture.ts'

const unused = { mssp: () => ({}), onTerminal: () => {}, host: '127.0.0.1' }

t.test('a second port speaks TLS from the first byte', async (t) => {
  const loopback = await Loopback.start({ tls: { port: 0, ...selfSigned() } })
  t.teardown(() => loopback.stop())
  const client = loopback.connectTls()
  const { terminal, ...session } = await loopback.session()
  t.equal(terminal.capabilities.encrypted, true)
  t.equal(terminal.address, '127.0.0.1')
  t.equal(loopback.listener.connections, 1)
  terminal.write('Welcome.\n')
  await client.until('Welcome.\r\n')
  client.send('look\r\n')
  terminal.close('Farewell.')
  await client.until('Farewell.\r\n')
  await client.closed
  t.ok(session.heard.length <= 2)
})

t.test('noise on the TLS port is dropped and counted out again', async (t) => {
  const loopback = await Loopback.start({ tls: { port: 0, ...selfSigned() } })
  t.teardown(() => loopback.stop())
  const client = loopback.connect(loopback.listener.tlsPort)
  client.send('GET / HTTP/1.0\r\n\r\n')
  await client.closed
  const next = loopback.connect()
  await loopback.session()
  t.equal(loopback.listener.connections, 1)
  t.equal(next.socket.destroyed, false)
})

t.test('a taken port rejects with the code of the system', async (t) => {
  const holder = createServer().listen(0, '127.0.0.1')
  t.teardown(() => holder.close())
  await new Promise((resolve) => holder.once('listening', resolve))
  const { port } = holder.address() as { port: number }
  await t.rejects(startTelnet({ ...unused, port }), { code: 'EADDRINUSE' })
  const tls = { port, ...selfSigned() }
  await t.rejects(startTelnet({ ...unused, port: 0, tls }), { code: 'EADDRINUSE' })
  const bad = { port: 0, certificate: 'no PEM', key: 'no PEM' }
  await t.rejects(startTelnet({ ...unused, port: 0, tls: bad }), { code: /^ERR_/ })
})

t.test('too many connections from one address get one plain line', async (t) => {
  const loopback = await Loopback.start({ maxPerAddress: 2, trustedAddresses: new Set() })
  t.teardown(() => loopback.stop())
  const [first] = [loopback.connect(), loopback.connect()]
  await loopback.session()
  await loopback.session()
  const third = loopback.connect()
  await third.closed
  t.equal(third.received.toString(), 'Too many connections from your address: close one first.\r\n')
  t.match(loopback.listener.counters, { accepted: 2, refused: 1 })
  first?.socket.end()
  await first?.closed
  loopback.connect()
  await loopback.session()
  t.equal(loopback.listener.connections, 2)
})

t.test('loopback has no limit of its own, but all together have one', async (t) => {
  const loopback = await Loopback.start({ maxConnections: 12 })
  t.teardown(() => loopback.stop())
  for (let i = 0; i < 12; i++) loopback.connect()
  for (let i = 0; i < 12; i++) await loopback.session()
  const last = loopback.connect()
  await last.closed
  t.equal(last.received.toString(), 'The world is full: try again in a while.\r\n')
})

t.test('stopping closes every connection, even one that does not hang up', async (t) => {
  const loopback = await Loopback.start({ tls: { port: 0, ...selfSigned() } })
  const clients = [loopback.connect(), loopback.connectTls()]
  const sessions = [await loopback.session(), await loopback.session()]
  const silent = loopback.connect(loopback.listener.tlsPort)
  await new Promise((resolve) => silent.socket.once('connect', resolve))
  const stopped = loopback.listener.stop()
  loopback.clock.run(CLOSE_GRACE_MS)
  await stopped
  for (const session of sessions) t.same((await session.events(1)).at(-1), ['closed'])
  await Promise.all([...clients, silent].map((client) => client.closed))
  t.equal(loopback.listener.connections, 0)
})
