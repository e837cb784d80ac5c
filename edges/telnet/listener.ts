import { type AddressInfo, createServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { type Clock, realClock } from '#edges/session/clock.ts'
import { CLOSE_GRACE_MS, type TelnetCounters } from './connection.ts'
import { Gate, type GateOptions } from './gate.ts'

const TLS_HANDSHAKE_MS = 10_000
/** Connections that the system holds until they are accepted. */
const ACCEPT_BACKLOG = 1024

export interface TelnetOptions extends GateOptions {
  host: string
  /** 0 takes a free port. */
  port: number
  /** A second port that speaks TLS (1.2 or later) from its first byte; PEM texts. */
  tls?: { port: number; certificate: string; key: string }
}

export interface TelnetListener {
  readonly port: number
  readonly tlsPort: number | undefined
  readonly connections: number
  readonly counters: Readonly<TelnetCounters>
  /**
   * Takes no more connections and closes those there are; resolves when all are gone, which takes
   * about two seconds at most.
   */
  stop(): Promise<void>
}

/**
 * Listens for telnet clients.
 *
 * @throws {Error} with the system's code, as `EADDRINUSE`, if a port cannot be had; with OpenSSL's
 *   code if the certificate or key is bad; nothing listens then
 */
export async function startTelnet(options: TelnetOptions): Promise<TelnetListener> {
  const gate = new Gate(options)
  const plain = createServer((socket) => gate.admitPlain(socket))
  const secure = options.tls === undefined ? undefined : createSecureServer(options.tls, gate)
  await listen(plain, options.host, options.port)
  try {
    if (secure !== undefined) await listen(secure, options.host, options.tls?.port ?? 0)
  } catch (error) {
    plain.close()
    throw error
  }
  const servers = secure === undefined ? [plain] : [plain, secure]
  return {
    port: portOf(plain),
    tlsPort: secure === undefined ? undefined : portOf(secure),
    get connections() {
      return gate.connections
    },
    counters: gate.counters,
    stop: () => stop(servers, gate, options.after ?? realClock.after),
  }
}

function createSecureServer(tls: NonNullable<TelnetOptions['tls']>, gate: Gate): Server {
  const server = createTlsServer({
    cert: tls.certificate,
    key: tls.key,
    minVersion: 'TLSv1.2',
    handshakeTimeout: TLS_HANDSHAKE_MS,
  })
  server.on('connection', (socket) => gate.admitSecure(socket))
  server.on('secureConnection', (socket) => gate.open(socket, true))
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return server
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, backlog: ACCEPT_BACKLOG }, () => {
      server.off('error', reject)
      // Out of file descriptors, say: that connection is lost, the listener goes on.
      server.on('error', () => {})
      resolve()
    })
  })
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function stop(servers: Server[], gate: Gate, after: Clock['after']): Promise<void> {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)))
  gate.closeAll()
  const callOff = after(CLOSE_GRACE_MS, () => gate.destroyAll())
  await Promise.all(closed)
  callOff()
}
