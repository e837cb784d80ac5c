import { randomUUID } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { Logger } from 'pino'
import type { AreaDefinition } from '#components/definition.ts'
import { createAccounts } from '#edges/http/accounts.ts'
import { type HttpServer, startHttp } from '#edges/http/server.ts'
import type { Accounts } from '#edges/session/accounts.ts'
import type { Clock } from '#edges/session/clock.ts'
import { createTextEdge, type TextEdge } from '#edges/session/textEdge.ts'
import { startTelnet, type TelnetListener } from '#edges/telnet/listener.ts'
import { type MsspVariables, msspText } from '#edges/telnet/mssp.ts'
import type { Metrics } from '#engine/metrics.ts'
import type { Keeper } from '#engine/persistence/keeper.ts'
import type { Database } from '#migrations/connect.ts'
import { authSecret } from '#migrations/secrets.ts'
import type { Hub } from '#protocol/bus.ts'
import { COMMANDS } from '#systems/commands/registry.ts'
import type { Config } from './config.ts'
import { listingOf } from './listing.ts'
import { openPorts, type WantedPort } from './startError.ts'
import type { TlsMaterial } from './tls.ts'

/** What edges are made of. */
export interface EdgeParts {
  config: Config
  log: Logger
  bus: Hub
  database: Database
  areas: readonly AreaDefinition[]
  keeper: Keeper
  metrics: Metrics
  tls: TlsMaterial | undefined
  /** The time of sessions; by default the machine's. */
  clock?: Clock
  /** Notes how to stop a part that has been started. */
  onStarted(name: string, stop: () => Promise<void>): void
}

/** Where the edges listen, as host:port, an IPv6 address in brackets. */
export interface Addresses {
  telnet: string
  telnetTls: string | undefined
  http: string
}

/**
 * Makes the edges of this process ready, which takes a while: telnet with its sessions, and http.
 *
 * @returns opens them to the world
 */
export async function readyEdges(parts: EdgeParts): Promise<() => Promise<Addresses>> {
  const { config, database } = parts
  const accounts = createAccounts({
    db: database.db,
    secret: await authSecret(database.db),
    nowMs: () => performance.now(),
    trustedAddresses: new Set(config.trustedAddresses),
    reservedNames: new Set(COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases])),
    onError: (words) => parts.log.error(words),
  })
  return () => openEdges(parts, accounts)
}

async function openEdges(parts: EdgeParts, accounts: Accounts): Promise<Addresses> {
  const { config } = parts
  const telnet = await startTelnetEdge(parts, accounts)
  const http = await startHttpEdge(parts)
  parts.onStarted('http', () => http.stop())
  const host = isIPv6(config.host) ? `[${config.host}]` : config.host
  const at = (port: number) => `${host}:${port}`
  return {
    telnet: at(telnet.port),
    telnetTls: telnet.tlsPort === undefined ? undefined : at(telnet.tlsPort),
    http: at(http.port),
  }
}

async function startTelnetEdge(parts: EdgeParts, accounts: Accounts): Promise<TelnetListener> {
  const { config, log, bus, tls, clock } = parts
  const trusted = new Set(config.trustedAddresses)
  const startedAtSeconds = Math.floor((performance.timeOrigin + performance.now()) / 1000)
  let listener: TelnetListener | undefined
  const mssp = (): MsspVariables =>
    listingOf(
      {
        name: config.name,
        host: config.host,
        port: listener?.port ?? config.telnetPort,
        tlsPort: listener?.tlsPort,
        areas: parts.areas,
        helpFiles: COMMANDS.length,
        startedAtSeconds,
      },
      edge.playerCount,
    )
  const edge: TextEdge = createTextEdge({
    bus,
    edge: `telnet-${randomUUID()}`,
    accounts,
    log,
    trusted: (address) => trusted.has(address),
    msspReply: () => msspText(mssp()),
    ...(clock ? { clock } : {}),
  })
  listener = await openPorts(config.host, telnetPorts(config), () =>
    startTelnet({
      host: config.host,
      port: config.telnetPort,
      ...(tls ? { tls } : {}),
      mssp,
      trustedAddresses: trusted,
      onTerminal: (terminal) => edge.welcome(terminal, terminal.ready),
    }),
  )
  const opened = listener
  parts.onStarted('telnet', async () => {
    // Both wait for clients to go, which some never do: one after the other would take twice as
    // long.
    await Promise.all([edge.stop('shutdown'), opened.stop()])
  })
  measure(parts.metrics, edge, opened)
  return listener
}

function measure(metrics: Metrics, edge: TextEdge, listener: TelnetListener): void {
  metrics.addGauge('loam_telnet_connections', 'Telnet connections', () => listener.connections)
  metrics.addGauge('loam_sessions', 'Clients connected, signed in or not', () => edge.sessionCount)
  metrics.addGauge('loam_players', 'Players in the world', () => edge.playerCount)
  for (const [name, help] of EDGE_TOTALS) {
    metrics.addCounter(`loam_edge_${name}`, help, () => edge.counters[name])
  }
  for (const [name, help] of TELNET_TOTALS) {
    metrics.addCounter(`loam_telnet_${name}`, help, () => listener.counters[name])
  }
}

const EDGE_TOTALS = [
  ['lines', 'Lines sent to the world'],
  ['linesDropped', 'Lines dropped because too many came at once'],
  ['framesReceived', 'Frames received from zones'],
  ['framesUnreadable', 'Frames that could not be read'],
  ['framesRepeated', 'Frames that came a second time'],
  ['frameHoles', 'Times that frames were missing'],
  ['intentsRepeated', 'Intents sent again'],
  ['itemsFailed', 'Items of frames that a session could not take'],
] as const

const TELNET_TOTALS = [
  ['accepted', 'Connections accepted'],
  ['refused', 'Connections refused'],
  ['malformed', 'Malformed subnegotiations'],
  ['linesTooLong', 'Lines thrown away because of their length'],
  ['tooSlow', 'Connections closed because they did not read'],
] as const

function telnetPorts({ telnetPort, tls }: Config): [WantedPort, ...WantedPort[]] {
  const plain = { what: 'telnet', port: telnetPort, setting: 'LOAM_TELNET_PORT' }
  if (tls === undefined) return [plain]
  return [plain, { what: 'telnet over TLS', port: tls.port, setting: 'LOAM_TLS_PORT' }]
}

function startHttpEdge({ config, database, metrics, keeper }: EdgeParts): Promise<HttpServer> {
  metrics.addGauge(
    'loam_journal_waiting',
    'Journal records that are not kept yet',
    () => keeper.waiting,
  )
  const where = { what: 'http', port: config.httpPort, setting: 'LOAM_HTTP_PORT' }
  return openPorts(config.host, [where], () =>
    startHttp({
      host: config.host,
      port: config.httpPort,
      ready: async () => {
        await database.health()
        if (keeper.trouble !== undefined) throw new Error(keeper.trouble)
      },
      metrics: () => metrics.text(),
    }),
  )
}
