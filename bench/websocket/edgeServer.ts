/**
 * An edge by itself, on a bus of many processes: accounts and tickets are in memory instead of a
 * database. Runs as a process of its own.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { answerAsChild } from '#bench/child.ts'
import { nameOf } from '#bench/names.ts'
import type { EntryPasses } from '#edges/session/entryPasses.ts'
import { FakeServices } from '#edges/session/testDesk.ts'
import { FakeAccounts } from '#edges/session/testing.ts'
import { createTextEdge, type TextEdge } from '#edges/session/textEdge.ts'
import { startTelnet } from '#edges/telnet/listener.ts'
import { startWebSocket } from '#edges/websocket/edge.ts'
import type { OpenServer, Taken } from '#edges/websocket/server.ts'
import { loadUws } from '#edges/websocket/testUws.ts'
import { uwsServers } from '#edges/websocket/uwsServer.ts'
import { openWsServer } from '#edges/websocket/wsServer.ts'
import { NatsBus } from '#engine/bus/natsBus.ts'
import { PASSWORD } from './lineClient.ts'

/** Where it is, and what its server is made with. */
export interface EdgePlace {
  natsUrl: string
  world: string
  edge: string
  madeWith: 'uWebSockets.js' | 'ws' | 'telnet'
  /** How many may sign in by name. */
  accounts: number
}

/** What waits for clients who do not read. */
export interface Backlog {
  /** Bytes that wait for one of them. */
  least: number
  most: number
  /** Those to whom messages are left out, or who were cut because of what waited for them. */
  slow: number
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

/** How much waits for each client; nothing can be said of one that was cut. */
const waiting: (() => number)[] = []
/** How many have been found slow. */
let slow = () => 0

async function listen(place: EdgePlace): Promise<number> {
  const { natsUrl, world, edge, madeWith, accounts } = place
  const bus = new NatsBus({ url: natsUrl, world })
  await bus.linked()
  const known = new FakeAccounts()
  for (let i = 0; i < accounts; i++) known.add(nameOf(i), PASSWORD)
  const text = createTextEdge({
    bus,
    edge: madeWith === 'telnet' ? edge : `${edge}-text`,
    accounts: known,
    services: new FakeServices(),
    log,
    trusted: () => true,
    msspReply: () => '',
  })
  if (madeWith === 'telnet') return listenForTelnet(text)
  const opened = await startWebSocket({
    host: '127.0.0.1',
    port: 0,
    openServer: watched(madeWith === 'ws' ? openWsServer : uwsServers(await loadUws())),
    bus,
    edge,
    text,
    passes: openPasses,
    log,
    trusted: new Set(['127.0.0.1']),
    origins: [],
    mssp: () => ({ NAME: 'Loam' }),
  })
  return opened.port
}

async function listenForTelnet(text: TextEdge): Promise<number> {
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket }
    waiting.push(() => (socket.destroyed ? Number.NaN : socket.writableLength))
  })
  const listener = await startTelnet({
    host: '127.0.0.1',
    port: 0,
    mssp: () => ({ NAME: 'Loam' }),
    onTerminal: (terminal) => text.welcome(terminal, terminal.ready),
  })
  slow = () => listener.counters.tooSlow
  return listener.port
}

/** Looks at what waits for the clients of a server, and counts those that lag. */
function watched(open: OpenServer): OpenServer {
  let lagging = 0
  slow = () => lagging
  const watch = (taken: Taken): Taken => ({
    ...taken,
    open: (socket) => {
      waiting.push(() => socket.bufferedBytes)
      const listener = taken.open(socket)
      const hear = listener.lagging.bind(listener)
      listener.lagging = () => {
        lagging++
        hear()
      }
      return listener
    },
  })
  return ({ decide, ...options }) =>
    open({
      ...options,
      decide: (request) => {
        const decision = decide(request)
        return 'status' in decision ? decision : watch(decision)
      },
    })
}

function format(details: object): string {
  return Object.values(details).map(String).join(' ')
}

answerAsChild({
  listen,
  backlog: (): Backlog => {
    const bytes = waiting.map((of) => of()).filter((each) => !Number.isNaN(each))
    return { least: Math.min(...bytes), most: Math.max(...bytes), slow: slow() }
  },
})
