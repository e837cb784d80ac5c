import t, { type Test } from 'tap'
import { settled } from '#edges/session/testing.ts'
import { HALL } from '#edges/session/testWorld.ts'
import { EDGE_RESTARTS } from '#edges/session/words.ts'
import { ask, CLIENT_PROTOCOL, type TellListener, TellReader } from '#protocol/client.ts'
import type { OpenServer } from './server.ts'
import { openEdge } from './testEdge.ts'
import { ADA, BEA } from './testRaw.ts'
import { eventually, type Peer } from './testSockets.ts'
import { loadUws } from './testUws.ts'
import { uwsServers } from './uwsServer.ts'
import { openWsServer } from './wsServer.ts'

const OPENERS: readonly [string, OpenServer][] = [
  ['uWebSockets.js', uwsServers(await loadUws())],
  ['ws', openWsServer],
]

const TELNET = 'telnet.mudstandards.org'
const GMCP = 'gmcp.mudstandards.org'
const JSON_FORM = 'json.mudstandards.org'
const TERMINAL = 'terminal.mudstandards.org'

const IAC = 255
const WILL_MCCP2 = Buffer.of(IAC, 251, 86)
const DO_MCCP2 = Buffer.of(IAC, 253, 86)
const START_MCCP2 = Buffer.of(IAC, 250, 86)

/** All that has come as BINARY. */
function bytesOf(peer: Peer): Buffer {
  return Buffer.concat(peer.messages.filter(([, isBinary]) => isBinary).map(([bytes]) => bytes))
}

function sees(peer: Peer, words: string): Promise<void> {
  return peer.until(`"${words}"`, () => bytesOf(peer).includes(words))
}

function textsOf(peer: Peer): string[] {
  return peer.messages.filter(([, isBinary]) => !isBinary).map(([bytes]) => bytes.toString())
}

/** Names of all that a graphical client has understood, and waits for one. */
function understood(peer: Peer): { names: string[]; hears(name: string): Promise<void> } {
  const names: string[] = []
  const reader = new TellReader()
  const to = new Proxy({} as TellListener, { get: (_, name) => () => names.push(String(name)) })
  const take = () => {
    for (const [bytes] of peer.messages.splice(0)) reader.read(bytes, to)
  }
  const hears = (name: string) =>
    peer.until(name, () => {
      take()
      return names.includes(name)
    })
  return { names, hears }
}

/** One suite for both. */
function overEach(title: string, run: (t: Test, open: OpenServer) => Promise<void>): void {
  for (const [name, open] of OPENERS) t.test(`${title} (over ${name})`, (t) => run(t, open))
}

overEach('telnet is spoken whole, without compression of its own', async (t, open) => {
  const { connect, wordsZone } = await openEdge(t, open)
  const ada = await connect([TELNET])
  t.equal(ada.ws.protocol, TELNET)
  ada.ws.send(DO_MCCP2)
  ada.ws.send(Buffer.from('connect Ada lan'))
  ada.ws.send(Buffer.from('tern\r\n'))
  await sees(ada, 'Welcome, Ada.')
  await settled()
  t.same(wordsZone.heard(), ['1:enter 1'])
  t.notOk(bytesOf(ada).includes(WILL_MCCP2))
  t.notOk(bytesOf(ada).includes(START_MCCP2))
  t.ok(bytesOf(ada).includes(Buffer.of(IAC, 251, 201)), 'GMCP is offered')
})

overEach('who names no sub-protocol speaks telnet, too', async (t, open) => {
  const { connect } = await openEdge(t, open)
  const ada = await connect()
  t.equal(ada.ws.protocol, '')
  await sees(ada, 'By what name')
  t.ok(bytesOf(ada).includes(Buffer.of(IAC, 253, 24)))
})

overEach('GMCP goes in messages of its own', async (t, open) => {
  const { connect, wordsZone } = await openEdge(t, open)
  const ada = await connect(['unknown.example', GMCP])
  t.equal(ada.ws.protocol, GMCP)
  ada.ws.send('Core.Hello {"client":"Web","version":"1"}')
  ada.ws.send('Core.Ping 1')
  ada.ws.send('no gmcp {')
  ada.ws.send(Buffer.from('connect Ada lantern'))
  await sees(ada, 'Welcome, Ada.')
  await settled()
  wordsZone.takeIn(1, 101)
  await ada.until('the room', () => textsOf(ada).some((text) => /^Room.Info \{/.test(text)))
  t.ok(textsOf(ada).includes('Core.Ping'))
  t.notOk(bytesOf(ada).includes(IAC), 'no telnet')
  t.match(bytesOf(ada).toString(), /\r\n/)
})

overEach('GMCP may be wrapped in JSON', async (t, open) => {
  const { connect, edge } = await openEdge(t, open)
  const ada = await connect([JSON_FORM])
  ada.ws.send(JSON.stringify({ proto: 'gmcp', id: 'Core.Ping', data: '' }))
  ada.ws.send('{"proto":"other"}')
  ada.ws.send('[[[')
  await ada.until('the answer', () => textsOf(ada).length > 0)
  t.same(
    textsOf(ada)
      .map((text) => JSON.parse(text))
      .at(0),
    {
      proto: 'gmcp',
      id: 'Core.Ping',
      data: '',
    },
  )
  ada.ws.send(Buffer.from('who'))
  await sees(ada, 'Nobody is playing')
  t.equal(edge.counters.malformed, 2)
})

overEach('a bare terminal has lines, text and hidden passwords', async (t, open) => {
  const { connect, wordsZone } = await openEdge(t, open)
  const ada = await connect([TERMINAL])
  ada.ws.send(Buffer.from('Ada'))
  await sees(ada, 'Password: \u001b[8m')
  ada.ws.send('lantern\r')
  await sees(ada, 'Welcome, Ada.')
  await settled()
  wordsZone.takeIn(1, 101)
  await sees(ada, 'Hall')
  wordsZone.heard()
  ada.ws.send(Buffer.from('look\r\nnorth\nsay hé\u001b[1m'))
  await eventually('lines', () => wordsZone.received.length >= 3)
  t.same(
    wordsZone.heard().map((line) => line.split(' ').slice(2).join(' ')),
    ['look', 'north', 'say hé'],
  )
  t.same(textsOf(ada), [])
})

overEach('the graphical protocol: bytes of rooms for all, of one for one', async (t, open) => {
  const { connect, zone, edge } = await openEdge(t, open)
  const ada = await connect([CLIENT_PROTOCOL], { perMessageDeflate: true })
  const bea = await connect([CLIENT_PROTOCOL])
  t.equal(ada.ws.extensions, '', 'not deflated')
  const adas = understood(ada)
  const beas = understood(bea)
  ada.ws.send(ask.hello('ticket', 'ada'))
  await adas.hears('ready')
  bea.ws.send(ask.hello('ticket', 'bea'))
  await beas.hears('ready')
  await settled()
  zone.takeIn(1, ADA.uid)
  zone.takeIn(2, BEA.uid)
  await Promise.all([adas.hears('roomView'), beas.hears('roomView')])
  zone.heard()
  ada.ws.send(ask.line(1, 'smile'))
  await eventually('the line', () => zone.received.length > 0)
  const note = { verb: 'note', fields: { text: 'A secret.' } }
  zone.send(
    zone.ownEvent(1, note),
    zone.roomEvent(HALL, { verb: 'smile', fields: {} }),
    zone.accepted(1, 2),
  )
  await Promise.all([adas.hears('accepted'), beas.hears('roomEvent')])
  t.same(adas.names, ['ready', 'zone', 'ownView', 'roomView', 'ownEvent', 'roomEvent', 'accepted'])
  t.same(beas.names, ['ready', 'zone', 'ownView', 'roomView', 'roomEvent'])
  t.equal(edge.graphical.playerCount, 2)
})

overEach('pages from elsewhere, and strange sub-protocols, are refused', async (t, open) => {
  const { connect, edge } = await openEdge(t, open, { origins: ['https://play.example'] })
  await t.rejects(connect([GMCP], { origin: 'https://evil.example' }), /403/)
  await t.rejects(connect(['divstream']), /400/)
  await connect([GMCP], { origin: 'https://play.example' })
  await connect([GMCP], { origin: 'http://127.0.0.1:5173' })
  t.equal(edge.counters.refused, 2)
  t.equal(edge.counters.accepted, 2)
})

overEach('one address has so many connections, unless it is trusted', async (t, open) => {
  const { connect, edge } = await openEdge(t, open, { maxPerAddress: 2 })
  const from = (address: string) => connect([GMCP], { headers: { 'X-Forwarded-For': address } })
  await from('192.0.2.1')
  const second = await from('192.0.2.1')
  await t.rejects(from('192.0.2.1'), /429/)
  await from('192.0.2.2')
  for (let i = 0; i < 4; i++) await connect([GMCP])
  second.ws.terminate()
  await eventually('room again', () => edge.connections === 6)
  await from('192.0.2.1')
})

overEach('one who sends too many messages is cut', async (t, open) => {
  const { connect, edge } = await openEdge(t, open)
  const flood = await connect([GMCP], { headers: { 'X-Forwarded-For': '192.0.2.9' } })
  for (let i = 0; i < 1000; i++) flood.ws.send('Core.KeepAlive')
  t.same(await flood.closed, [1008, 'too many messages'])
  t.equal(edge.counters.tooManyMessages, 1)
  const trusted = await connect([GMCP])
  for (let i = 0; i < 1000; i++) trusted.ws.send('Core.KeepAlive')
  trusted.ws.send('Core.Ping')
  await trusted.until('the answer', () => textsOf(trusted).includes('Core.Ping'))
})

overEach('an edge that stops tells all, closes with "restart", and is gone', async (t, open) => {
  const { connect, edge } = await openEdge(t, open)
  const words = await connect([GMCP])
  const telnet = await connect([TELNET])
  const picture = await connect([CLIENT_PROTOCOL])
  await sees(words, 'By what name')
  await edge.stop('restart')
  for (const peer of [words, telnet, picture]) t.equal((await peer.closed)[0], 1012)
  t.ok(bytesOf(words).includes(EDGE_RESTARTS.slice(0, 40)))
  t.ok(bytesOf(telnet).includes(EDGE_RESTARTS.slice(0, 40)))
  await understood(picture).hears('farewell')
  await t.rejects(connect([GMCP]))
})
