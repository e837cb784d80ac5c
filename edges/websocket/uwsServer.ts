import type * as Uws from 'uWebSockets.js'
import { createServer } from 'node:net'
import { normalAddress } from '#edges/telnet/address.ts'
import {
  BACKLOG_BYTES_MAX,
  COMPRESS_FROM_BYTES,
  IDLE_SECONDS,
  MESSAGE_BYTES_MAX,
  NO_WEBSOCKET,
  type OpenServer,
  type Refused,
  refusalHeaders,
  type ServerOptions,
  type ServerSocket,
  type SocketListener,
  statusLine,
  type Taken,
  type WebSocketServer,
} from './server.ts'

export type UwsModule = typeof Uws

/** What becomes of one upgrade. */
interface Client {
  taken: Taken
  socket?: Socket
}

/** What a native socket carries: its members are copied, so it holds what must not be. */
interface Carried {
  client: Client
}

/** Opens servers made with uWebSockets.js. */
export function uwsServers(uws: UwsModule): OpenServer {
  return async (options) => {
    const server = new Server(uws, options)
    await server.listen()
    return server
  }
}

class Server implements WebSocketServer {
  readonly madeWith = 'uWebSockets.js'
  readonly #uws: UwsModule
  readonly #options: ServerOptions
  readonly #app: Uws.UwsApp
  readonly #sockets = new Set<Socket>()
  #token: object | undefined
  #port = 0

  constructor(uws: UwsModule, options: ServerOptions) {
    this.#uws = uws
    this.#options = options
    this.#app = uws.App()
    this.#app.ws<Carried>('/*', {
      maxPayloadLength: MESSAGE_BYTES_MAX,
      // What waits lies in one buffer, which doubles when it grows.
      maxBackpressure: BACKLOG_BYTES_MAX / 2,
      closeOnBackpressureLimit: false,
      idleTimeout: IDLE_SECONDS,
      sendPingsAutomatically: true,
      compression: uws.SHARED_COMPRESSOR | uws.SHARED_DECOMPRESSOR,
      upgrade: (response, request, context) => this.#upgrade(response, request, context),
      open: (native) => this.#open(native),
      message: (native, message, isBinary) =>
        native.getUserData().client.socket?.receive(new Uint8Array(message), isBinary),
      dropped: (native) => native.getUserData().client.socket?.noteDropped(),
      drain: (native) => native.getUserData().client.socket?.noteDrain(),
      close: (native) => {
        const { socket } = native.getUserData().client
        if (!socket) return
        this.#sockets.delete(socket)
        socket.noteClosed()
      },
    })
    this.#app.any('/*', (response) => refuse(response, NO_WEBSOCKET))
  }

  get port(): number {
    return this.#port
  }

  async listen(): Promise<void> {
    const { host, port } = this.#options
    const exclusive = this.#uws.LIBUS_LISTEN_EXCLUSIVE_PORT
    const token = await new Promise<object | false>((resolve) => {
      this.#app.listen(host, port, exclusive, resolve)
    })
    if (token === false) {
      await reasonOf(host, port)
      throw Object.assign(new Error(`Cannot listen on ${host}:${port}`), { code: 'EADDRINUSE' })
    }
    this.#token = token
    this.#port = this.#uws.us_socket_local_port(token)
  }

  publish(topic: string, bytes: Uint8Array): void {
    this.#app.publish(topic, bytes, true, false)
  }

  stopListening(): void {
    if (this.#token === undefined) return
    this.#uws.us_listen_socket_close(this.#token)
    this.#token = undefined
  }

  async stop(): Promise<void> {
    this.stopListening()
    for (const socket of [...this.#sockets]) socket.destroy()
  }

  /** All is read and answered here: the request is gone when this returns. */
  #upgrade(response: Uws.UwsResponse, request: Uws.UwsRequest, context: object): void {
    const peer = Buffer.from(response.getRemoteAddressAsText()).toString('latin1')
    const decision = this.#options.decide({
      peer: normalAddress(shortIPv6(peer)),
      header: (name) => request.getHeader(name),
    })
    if ('status' in decision) return refuse(response, decision)
    const client: Client = { taken: decision }
    response.upgrade(
      { client },
      request.getHeader('sec-websocket-key'),
      decision.protocol,
      decision.compress ? request.getHeader('sec-websocket-extensions') : '',
      context,
    )
    if (!client.socket) decision.abandon()
  }

  #open(native: Uws.UwsSocket<Carried>): void {
    const { client } = native.getUserData()
    const socket = new Socket(native, client.taken.compress)
    client.socket = socket
    this.#sockets.add(socket)
    socket.listener = client.taken.open(socket)
  }
}

class Socket implements ServerSocket {
  listener: SocketListener | undefined
  #native: Uws.UwsSocket<Carried> | undefined
  readonly #compress: boolean
  #isLagging = false

  constructor(native: Uws.UwsSocket<Carried>, compress: boolean) {
    this.#native = native
    this.#compress = compress
  }

  get bufferedBytes(): number {
    return this.#native?.getBufferedAmount() ?? 0
  }

  send(message: Uint8Array | string): void {
    const compress = this.#compress && message.length >= COMPRESS_FROM_BYTES
    this.#native?.send(message, typeof message !== 'string', compress)
  }

  join(topic: string): void {
    this.#native?.subscribe(topic)
  }

  leave(topic: string): void {
    this.#native?.unsubscribe(topic)
  }

  close(code: number, reason: string): void {
    this.#native?.end(code, reason)
  }

  destroy(): void {
    this.#native?.close()
  }

  receive(bytes: Uint8Array, isBinary: boolean): void {
    this.listener?.message(bytes, isBinary)
  }

  /** Comes from within sends and while topics are walked, where nothing may be changed. */
  noteDropped(): void {
    if (this.#isLagging) return
    this.#isLagging = true
    setImmediate(() => {
      if (this.#native) this.listener?.lagging()
    })
  }

  noteDrain(): void {
    if (!this.#isLagging || this.bufferedBytes > 0) return
    this.#isLagging = false
    // Behind what `noteDropped` has put off.
    setImmediate(() => {
      if (this.#native) this.listener?.drained()
    })
  }

  /** Comes from within `close`, too. */
  noteClosed(): void {
    this.#native = undefined
    queueMicrotask(() => this.listener?.closed())
  }
}

function refuse(response: Uws.UwsResponse, { status, words }: Refused): void {
  response.writeStatus(statusLine(status))
  for (const [name, value] of Object.entries(refusalHeaders(status))) {
    response.writeHeader(name, value)
  }
  response.end(`${words}\n`, true)
}

/** uWebSockets.js writes IPv6 addresses out in full; all else in Loam has the short form. */
function shortIPv6(address: string): string {
  if (!address.includes(':')) return address
  return URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? address
}

/** uWebSockets.js does not say why it cannot listen; the system does. */
function reasonOf(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
