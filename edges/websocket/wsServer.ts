import { createServer, type Server as HttpServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket as TcpSocket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer as WsServer } from 'ws'
import { normalAddress } from '#edges/telnet/address.ts'
import {
  BACKLOG_BYTES_MAX,
  COMPRESS_FROM_BYTES,
  IDLE_SECONDS,
  MESSAGE_BYTES_MAX,
  NO_WEBSOCKET,
  type Refused,
  refusalHeaders,
  type ServerOptions,
  type ServerSocket,
  type SocketListener,
  statusLine,
  type Taken,
  type WebSocketServer,
} from './server.ts'

/** How long a client that was told goodbye may take to say so too. */
const CLOSE_GRACE_MS = 2000
const HEADERS_MS = 10_000
/** About what a message that waits needs beside its bytes: most are short. */
const MESSAGE_BYTES = 512

/** Opens a server made with `ws`. */
export async function openWsServer(options: ServerOptions): Promise<WebSocketServer> {
  const server = new Server(options)
  await server.listen()
  return server
}

class Server implements WebSocketServer {
  readonly madeWith = 'ws'
  readonly #options: ServerOptions
  readonly #http: HttpServer
  /** Agrees to permessage-deflate, or does not. */
  readonly #deflating = this.#handshakes(true)
  readonly #plain = this.#handshakes(false)
  readonly #protocols = new WeakMap<IncomingMessage, string>()
  readonly #sockets = new Set<Socket>()
  readonly #topics = new Map<string, Set<Socket>>()
  #pings: NodeJS.Timeout | undefined

  constructor(options: ServerOptions) {
    this.#options = options
    this.#http = createServer((_request, response) => {
      const { status, words } = NO_WEBSOCKET
      response.writeHead(status, { ...refusalHeaders(status), Connection: 'close' })
      response.end(`${words}\n`)
    })
    this.#http.headersTimeout = HEADERS_MS
    this.#http.requestTimeout = HEADERS_MS
    this.#http.on('upgrade', (request, stream, head) => this.#upgrade(request, stream, head))
  }

  get port(): number {
    return (this.#http.address() as AddressInfo | null)?.port ?? 0
  }

  async listen(): Promise<void> {
    const { host, port } = this.#options
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject)
      this.#http.listen({ host, port }, () => {
        this.#http.off('error', reject)
        // Out of file descriptors, say: that connection is lost, the server goes on.
        this.#http.on('error', () => {})
        resolve()
      })
    })
    this.#pings = setInterval(() => this.#ping(), IDLE_SECONDS * 1000)
    this.#pings.unref()
  }

  publish(topic: string, bytes: Uint8Array): void {
    for (const socket of this.#topics.get(topic) ?? []) socket.send(bytes)
  }

  stopListening(): void {
    this.#http.close()
    this.#http.closeIdleConnections()
  }

  async stop(): Promise<void> {
    clearInterval(this.#pings)
    this.stopListening()
    this.#http.closeAllConnections()
    for (const socket of this.#sockets) socket.destroy()
  }

  #handshakes(deflates: boolean): WsServer {
    const perMessageDeflate = deflates && {
      threshold: COMPRESS_FROM_BYTES,
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
    }
    return new WsServer({
      noServer: true,
      clientTracking: false,
      maxPayload: MESSAGE_BYTES_MAX,
      perMessageDeflate,
      handleProtocols: (_offered, request) => this.#protocols.get(request) || false,
    })
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', () => stream.destroy())
    const tcp = request.socket
    const decision = this.#options.decide({
      peer: normalAddress(tcp.remoteAddress),
      header: (name) => request.headers[name]?.toString() ?? '',
    })
    if ('status' in decision) return refuse(stream, decision)
    this.#protocols.set(request, decision.protocol)
    let isOpen = false
    const handshakes = decision.compress ? this.#deflating : this.#plain
    handshakes.handleUpgrade(request, stream, head, (ws) => {
      isOpen = true
      this.#open(ws, tcp, decision)
    })
    if (!isOpen) decision.abandon()
  }

  #open(ws: WebSocket, tcp: TcpSocket, taken: Taken): void {
    tcp.setNoDelay(true)
    const socket = new Socket(ws, this.#topics)
    this.#sockets.add(socket)
    socket.attach(taken.open(socket), tcp, () => this.#sockets.delete(socket))
  }

  #ping(): void {
    for (const socket of this.#sockets) socket.ping()
  }
}

class Socket implements ServerSocket {
  readonly #ws: WebSocket
  readonly #topics: Map<string, Set<Socket>>
  readonly #joined = new Set<string>()
  #listener: SocketListener | undefined
  /** Messages that waited, or may still wait, since there was nothing to be read. */
  #messagesWaiting = 0
  #isLagging = false
  #hasAnswered = true
  #isClosed = false

  constructor(ws: WebSocket, topics: Map<string, Set<Socket>>) {
    this.#ws = ws
    this.#topics = topics
  }

  attach(listener: SocketListener, tcp: TcpSocket, gone: () => void): void {
    this.#listener = listener
    const ws = this.#ws
    ws.on('message', (data: Buffer, isBinary) => {
      this.#hasAnswered = true
      if (!this.#isClosed) listener.message(data, isBinary)
    })
    ws.on('pong', () => {
      this.#hasAnswered = true
    })
    tcp.on('drain', () => this.#noteDrain())
    // Whatever went wrong, 'close' follows, and only that matters.
    ws.on('error', () => {})
    ws.once('close', () => {
      gone()
      this.#end()
      listener.closed()
    })
  }

  get bufferedBytes(): number {
    return this.#ws.bufferedAmount
  }

  send(message: Uint8Array | string): void {
    if (this.#isClosed) return
    const ws = this.#ws
    const bytes = ws.bufferedAmount
    if (bytes === 0) this.#messagesWaiting = 0
    else if (bytes + this.#messagesWaiting * MESSAGE_BYTES > BACKLOG_BYTES_MAX) {
      return this.#noteLagging()
    }
    ws.send(message)
    if (ws.bufferedAmount > 0) this.#messagesWaiting++
  }

  join(topic: string): void {
    if (this.#isClosed) return
    this.#joined.add(topic)
    const there = this.#topics.get(topic)
    if (there) there.add(this)
    else this.#topics.set(topic, new Set([this]))
  }

  leave(topic: string): void {
    this.#joined.delete(topic)
    const there = this.#topics.get(topic)
    there?.delete(this)
    if (there?.size === 0) this.#topics.delete(topic)
  }

  close(code: number, reason: string): void {
    if (this.#isClosed) return
    this.#end()
    this.#ws.close(code, reason)
    setTimeout(() => this.#ws.terminate(), CLOSE_GRACE_MS).unref()
  }

  destroy(): void {
    this.#end()
    this.#ws.terminate()
  }

  /** Cuts a client that has said nothing since it was asked last. */
  ping(): void {
    if (!this.#hasAnswered) return this.#ws.terminate()
    this.#hasAnswered = false
    if (!this.#isClosed) this.#ws.ping()
  }

  #end(): void {
    this.#isClosed = true
    for (const topic of this.#joined) this.leave(topic)
  }

  #noteLagging(): void {
    if (this.#isLagging) return
    this.#isLagging = true
    setImmediate(() => {
      if (!this.#isClosed) this.#listener?.lagging()
    })
  }

  #noteDrain(): void {
    if (!this.#isLagging || this.#ws.bufferedAmount > 0) return
    this.#isLagging = false
    setImmediate(() => {
      if (!this.#isClosed) this.#listener?.drained()
    })
  }
}

function refuse(stream: Duplex, { status, words }: Refused): void {
  const body = `${words}\n`
  const headers = {
    ...refusalHeaders(status),
    Connection: 'close',
    'Content-Length': Buffer.byteLength(body),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  stream.end(`HTTP/1.1 ${statusLine(status)}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
