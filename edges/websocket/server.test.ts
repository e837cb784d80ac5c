import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { WebSocket } from 'ws'
import { BACKLOG_BYTES_MAX, MESSAGE_BYTES_MAX, type OpenServer } from './server.ts'
import { Held, Peer, Sockets } from './testSockets.ts'
import { loadUws } from './testUws.ts'
import { uwsServers } from './uwsServer.ts'
import { openWsServer } from './wsServer.ts'

const OPENERS: readonly [string, OpenServer][] = [
  ['uWebSockets.js', uwsServers(await loadUws())],
  ['ws', openWsServer],
]

const UPGRADE = [
  'GET / HTTP/1.1',
  'Host: here',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
]

/** Whatever a server answers to lines of HTTP before it closes. */
function answerTo(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`))
    let answer = ''
    socket.on('data', (bytes) => {
      answer += bytes.toString()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

/** One suite for both. */
function overEach(title: string, run: (t: Test, open: OpenServer) => Promise<void>): void {
  for (const [name, open] of OPENERS) t.test(`${title} (made with ${name})`, (t) => run(t, open))
}

overEach('messages come and go, as bytes and as text', async (t, open) => {
  const { peer, socket } = await Sockets.pair(t, open)
  peer.ws.send(Buffer.of(1, 2, 255))
  peer.ws.send('hé')
  t.same(await socket.hears(2), [
    [Buffer.of(1, 2, 255), true],
    [Buffer.from('hé'), false],
  ])
  socket.end.send(Uint8Array.of(3, 4))
  socket.end.send('hú')
  t.same(await peer.hears(2), [
    [Buffer.of(3, 4), true],
    [Buffer.from('hú'), false],
  ])
})

overEach(
  'what is published reaches those who have joined, in order with the rest',
  async (t, open) => {
    const sockets = await Sockets.open(t, open)
    const ada = await sockets.connect()
    const bob = await sockets.connect()
    const cal = await sockets.connect()
    ada.socket.end.join('hall')
    bob.socket.end.join('hall')
    cal.socket.end.join('yard')
    sockets.server.publish('hall', Buffer.from('one'))
    ada.socket.end.send(Buffer.from('own'))
    sockets.server.publish('hall', Buffer.from('two'))
    bob.socket.end.leave('hall')
    sockets.server.publish('hall', Buffer.from('three'))
    for (const { socket } of [ada, bob, cal]) socket.end.send(Buffer.from('end'))
    t.same(await ada.peer.textsUntil('end'), ['one', 'own', 'two', 'three'])
    t.same(await bob.peer.textsUntil('end'), ['one', 'two'])
    t.same(await cal.peer.textsUntil('end'), [])
  },
)

overEach('a client is refused with a status and a sentence', async (t, open) => {
  const sockets = await Sockets.open(t, open, () => ({ status: 403, words: 'Not from there.' }))
  const answer = await answerTo(sockets.server.port, UPGRADE)
  t.match(answer, /^HTTP\/1.1 403 Forbidden\r\n/)
  t.match(answer, /\r\n\r\nNot from there\.\n$/)
})

overEach('the decision hears of headers and the peer', async (t, open) => {
  const heard: string[] = []
  const sockets = await Sockets.open(t, open, (request) => {
    heard.push(request.peer, request.header('x-forwarded-for'), request.header('x-none'))
    return { status: 400, words: 'No.' }
  })
  await answerTo(sockets.server.port, [...UPGRADE, 'X-Forwarded-For: 192.0.2.1'])
  t.same(heard, ['127.0.0.1', '192.0.2.1', ''])
})

overEach('what is no upgrade is told what this port is for', async (t, open) => {
  const sockets = await Sockets.open(t, open)
  const answer = await answerTo(sockets.server.port, [
    'GET /path?query HTTP/1.1',
    'Host: here',
    'Connection: close',
  ])
  t.match(answer, /^HTTP\/1.1 426 Upgrade Required\r\n/)
  t.match(answer, /This port speaks WebSocket only/)
})

overEach('the sub-protocol that was decided is agreed, and none unless', async (t, open) => {
  const sockets = await Sockets.open(t, open)
  const plain = await sockets.connect()
  t.equal(plain.peer.ws.protocol, '')
  sockets.protocol = 'second'
  const chosen = await sockets.connect(['first', 'second'])
  t.equal(chosen.peer.ws.protocol, 'second')
})

overEach('deflate is agreed where it is wanted, and long text comes whole', async (t, open) => {
  const sockets = await Sockets.open(t, open)
  const plain = await sockets.connect()
  t.equal(plain.peer.ws.extensions, '')
  sockets.compress = true
  const { peer, socket } = await sockets.connect()
  t.match(peer.ws.extensions, /^permessage-deflate/)
  const text = 'The brass lantern is here. '.repeat(100)
  socket.end.send(Buffer.from(text))
  socket.end.send('short')
  t.same(
    (await peer.hears(2)).map(([bytes]) => bytes.toString()),
    [text, 'short'],
  )
})

overEach('a message that is too long ends the connection, deflated or not', async (t, open) => {
  const sockets = await Sockets.open(t, open)
  sockets.compress = true
  for (const compress of [false, true]) {
    const { peer, socket } = await sockets.connect()
    peer.ws.send(Buffer.alloc(MESSAGE_BYTES_MAX), { compress })
    t.equal((await socket.hears(1))[0]?.[0].length, MESSAGE_BYTES_MAX)
    peer.ws.send(Buffer.alloc(MESSAGE_BYTES_MAX + 1), { compress })
    await peer.closed
    await socket.gone
    t.equal(socket.messages.length, 0)
  }
})

overEach(
  'one who does not read lags, is bounded, and hears on once it has read',
  async (t, open) => {
    const { peer, socket, sockets } = await Sockets.pair(t, open)
    socket.end.join('flood')
    peer.pause()
    const piece = Buffer.alloc(64 * 1024)
    const late = performance.now() + 10_000
    while (!socket.isLagging && performance.now() < late) {
      for (let i = 0; i < 16; i++) sockets.server.publish('flood', piece)
      await new Promise((resolve) => setImmediate(resolve))
    }
    t.ok(socket.isLagging, 'it was told')
    t.ok(socket.end.bufferedBytes > BACKLOG_BYTES_MAX / 2)
    t.ok(socket.end.bufferedBytes <= BACKLOG_BYTES_MAX + 2 * piece.length, 'bounded')
    peer.resume()
    await socket.drains()
    socket.end.send(Buffer.from('end'))
    await peer.textsUntil('end')
  },
)

overEach('a close has its code and reason, and is told once', async (t, open) => {
  const { peer, socket } = await Sockets.pair(t, open)
  let isNested = true
  socket.onClosed = () => t.notOk(isNested, 'not from within')
  socket.end.close(1012, 'restarting')
  isNested = false
  t.same(await peer.closed, [1012, 'restarting'])
  await socket.gone
  t.equal(socket.end.bufferedBytes, 0)
  socket.end.send('late')
  socket.end.join('late')
  socket.end.leave('late')
  socket.end.close(1000, '')
  socket.end.destroy()
})

overEach('a client that is taken is never abandoned', async (t, open) => {
  let abandoned = 0
  const sockets = await Sockets.open(t, open, () => ({
    protocol: '',
    compress: false,
    open: (end) => new Held(end),
    abandon: () => abandoned++,
  }))
  const peer = await new Peer(new WebSocket(sockets.url)).opened()
  peer.ws.terminate()
  await peer.closed
  t.equal(abandoned, 0)
})

overEach('one that goes without a word is noticed', async (t, open) => {
  const { peer, socket } = await Sockets.pair(t, open)
  peer.ws.terminate()
  await socket.gone
  t.pass('closed')
})

overEach('a port that is taken is refused, as the system says', async (t, open) => {
  const sockets = await Sockets.open(t, open)
  const { port } = sockets.server
  const again = open({ host: '127.0.0.1', port, decide: () => ({ status: 400, words: '' }) })
  await t.rejects(again, { code: 'EADDRINUSE' })
})

overEach('it stops to listen, and later cuts those who stayed', async (t, open) => {
  const { peer, socket, sockets } = await Sockets.pair(t, open)
  sockets.server.stopListening()
  const late = new Peer(new WebSocket(sockets.url))
  await late.closed
  socket.end.send('still here')
  t.equal((await peer.hears(1))[0]?.[0].toString(), 'still here')
  await sockets.server.stop()
  await peer.closed
  await socket.gone
})
