import { type ClientOptions, WebSocket } from 'ws'
import { FakeServices } from '#edges/session/testDesk.ts'
import { FakeAccounts, KeptLog, MemoryBus } from '#edges/session/testing.ts'
import { FakeZone } from '#edges/session/testWorld.ts'
import { createTextEdge } from '#edges/session/textEdge.ts'
import { startWebSocket, type WebSocketOptions } from './edge.ts'
import type { OpenServer } from './server.ts'
import { FakePasses } from './testRaw.ts'
import { Peer } from './testSockets.ts'

interface Test {
  teardown(action: () => unknown): void
}

/** A WebSocket edge in this process, and fakes of two zones: one for words, one for bytes. */
export async function openEdge(
  t: Test,
  openServer: OpenServer,
  options: Partial<WebSocketOptions> = {},
) {
  const bus = new MemoryBus()
  const log = new KeptLog()
  const accounts = new FakeAccounts()
  accounts.add('Ada', 'lantern')
  const passes = new FakePasses()
  const text = createTextEdge({
    bus,
    edge: 'words',
    accounts,
    services: new FakeServices(),
    log,
    trusted: () => true,
    msspReply: () => '',
  })
  const edge = await startWebSocket({
    host: '127.0.0.1',
    port: 0,
    openServer,
    bus,
    edge: 'test',
    text,
    passes,
    log,
    trusted: new Set(['127.0.0.1']),
    origins: [],
    mssp: () => ({ NAME: 'Loam' }),
    ...options,
  })
  const peers: Peer[] = []
  const connect = (protocols: string[] = [], clientOptions: ClientOptions = {}) => {
    const peer = new Peer(new WebSocket(`ws://127.0.0.1:${edge.port}`, protocols, clientOptions))
    peers.push(peer)
    return peer.opened()
  }
  t.teardown(async () => {
    for (const { ws } of peers) ws.terminate()
    await edge.stop('shutdown')
  })
  return {
    edge,
    connect,
    log,
    passes,
    zone: new FakeZone(bus, 'town', 'test'),
    wordsZone: new FakeZone(bus, 'village', 'words'),
  }
}
