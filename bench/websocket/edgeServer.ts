/**
 * The WebSocket edge by itself, on a bus of many processes: tickets are taken from memory instead
 * of a database. Runs as a process of its own.
 */
import { answerAsChild } from '#bench/child.ts'
import { nameOf } from '#bench/names.ts'
import type { EntryPasses } from '#edges/session/entryPasses.ts'
import { FakeServices } from '#edges/session/testDesk.ts'
import { FakeAccounts } from '#edges/session/testing.ts'
import { createTextEdge } from '#edges/session/textEdge.ts'
import { startWebSocket, type WebSocketEdge } from '#edges/websocket/edge.ts'
import type { OpenServer } from '#edges/websocket/server.ts'
import { loadUws } from '#edges/websocket/testUws.ts'
import { uwsServers } from '#edges/websocket/uwsServer.ts'
import { openWsServer } from '#edges/websocket/wsServer.ts'
import { NatsBus } from '#engine/bus/natsBus.ts'

/** Where it is, and what its server is made with. */
export interface EdgePlace {
  natsUrl: string
  world: string
  edge: string
  madeWith: 'uWebSockets.js' | 'ws'
}

/** Lets everybody in whose ticket ends with a number, which is the character's uid. */
const openPasses: EntryPasses = {
  async redeem(_kind, token) {
    const uid = Number(token.split('-')[1])
    return { character: { uid, name: nameOf(uid) }, resumeToken: `resume-${uid}` }
  },
  async keepAlive() {},
  async revoke() {},
}

const log = {
  warn: (details: object, words: string) => process.stderr.write(`${words} ${format(details)}\n`),
  error: (details: object, words: string) => process.stderr.write(`${words} ${format(details)}\n`),
}

let edge: WebSocketEdge | undefined

async function listen({ natsUrl, world, edge: name, madeWith }: EdgePlace): Promise<number> {
  const bus = new NatsBus({ url: natsUrl, world })
  await bus.linked()
  const text = createTextEdge({
    bus,
    edge: `${name}-text`,
    accounts: new FakeAccounts(),
    services: new FakeServices(),
    log,
    trusted: () => true,
    msspReply: () => '',
  })
  edge = await startWebSocket({
    host: '127.0.0.1',
    port: 0,
    openServer: await serversOf(madeWith),
    bus,
    edge: name,
    text,
    passes: openPasses,
    log,
    trusted: new Set(['127.0.0.1']),
    origins: [],
    mssp: () => ({ NAME: 'Loam' }),
  })
  return edge.port
}

async function serversOf(madeWith: EdgePlace['madeWith']): Promise<OpenServer> {
  return madeWith === 'ws' ? openWsServer : uwsServers(await loadUws())
}

function format(details: object): string {
  return Object.values(details).map(String).join(' ')
}

answerAsChild({
  listen,
  /** Frames that the edge has received, and trouble that it had with any. */
  counters: () => {
    const { framesReceived, frameHoles, framesUnreadable } = edge!.graphical.counters
    return { framesReceived, trouble: frameHoles + framesUnreadable }
  },
})
