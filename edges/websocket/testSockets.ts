import type { Socket as TcpSocket } from 'node:net'
import { type ClientOptions, WebSocket } from 'ws'
import type {
  Decide,
  OpenServer,
  ServerSocket,
  SocketListener,
  UpgradeRequest,
  WebSocketServer,
} from './server.ts'

const PATIENCE_MS = 10_000

/** What is used of a tap test. */
interface Test {
  teardown(action: () => unknown): void
}

type Heard = [bytes: Buffer, isBinary: boolean]

/** Looks again and again until `holds`, with a bound: for what tells nobody that it happens. */
export async function eventually(what: string, holds: () => boolean): Promise<void> {
  const late = performance.now() + PATIENCE_MS
  while (!holds()) {
    if (performance.now() > late) throw new Error(`Still waiting for ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Waits for what happens, with a bound. */
class Waiting {
  readonly #changed = new Set<() => void>()

  note(): void {
    const waiting = [...this.#changed]
    this.#changed.clear()
    for (const resolve of waiting) resolve()
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    const late = AbortSignal.timeout(PATIENCE_MS)
    while (!holds()) {
      if (late.aborted) throw new Error(`Still waiting for ${what}`)
      await new Promise<void>((resolve) => {
        this.#changed.add(resolve)
        late.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }
}

/** A client's end. */
export class Peer {
  readonly ws: WebSocket
  readonly messages: Heard[] = []
  /** Code and reason. */
  readonly closed: Promise<[number, string]>
  readonly #waiting = new Waiting()

  constructor(ws: WebSocket) {
    this.ws = ws
    ws.on('error', () => {})
    ws.on('message', (data: Buffer, isBinary) => {
      this.messages.push([data, isBinary])
      this.#waiting.note()
    })
    this.closed = new Promise((resolve) => {
      ws.once('close', (code, reason) => resolve([code, reason.toString()]))
    })
    void this.closed.then(() => this.#waiting.note())
  }

  async opened(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.ws.once('open', resolve)
      this.ws.once('error', reject)
    })
    return this
  }

  /** Waits for so many messages, and takes them. */
  async hears(count: number): Promise<Heard[]> {
    await this.until(`${count} messages`, () => this.messages.length >= count)
    return this.messages.splice(0, count)
  }

  /** Takes messages up to one with that text; the texts before it. */
  async textsUntil(last: string): Promise<string[]> {
    const at = () => this.messages.findIndex(([bytes]) => bytes.toString() === last)
    await this.until(`"${last}"`, () => at() >= 0)
    const texts = this.messages.splice(0, at() + 1).map(([bytes]) => bytes.toString())
    return texts.slice(0, -1)
  }

  until(what: string, holds: () => boolean): Promise<void> {
    return this.#waiting.until(what, holds)
  }

  /** Nothing is read from the network until `resume`. */
  pause(): void {
    this.#tcp.pause()
  }

  resume(): void {
    this.#tcp.resume()
  }

  get #tcp(): TcpSocket {
    return (this.ws as unknown as { _socket: TcpSocket })._socket
  }
}

/** A server's end, whose listener writes down what it hears. */
export class Held implements SocketListener {
  readonly end: ServerSocket
  readonly messages: Heard[] = []
  isLagging = false
  onClosed: () => void = () => {}
  #closes = 0
  readonly #waiting = new Waiting()

  constructor(end: ServerSocket) {
    this.end = end
  }

  /** Waits until it has heard that it is closed. */
  get gone(): Promise<void> {
    return this.#waiting.until('the close', () => this.#closes > 0)
  }

  message(bytes: Uint8Array, isBinary: boolean): void {
    this.messages.push([Buffer.from(bytes), isBinary])
    this.#waiting.note()
  }

  lagging(): void {
    this.isLagging = true
  }

  drained(): void {
    this.isLagging = false
    this.#waiting.note()
  }

  closed(): void {
    if (++this.#closes > 1) throw new Error('Closed twice')
    this.onClosed()
    this.#waiting.note()
  }

  async hears(count: number): Promise<Heard[]> {
    await this.#waiting.until(`${count} messages`, () => this.messages.length >= count)
    return this.messages.splice(0, count)
  }

  drains(): Promise<void> {
    return this.#waiting.until('the backlog to be read', () => !this.isLagging)
  }
}

/** A server on a free loopback port, and clients for it. */
export class Sockets {
  /** Which sub-protocol is agreed. */
  protocol = ''
  compress = false
  readonly #decide: Decide | undefined
  readonly #opened: Held[] = []
  readonly #peers: Peer[] = []
  readonly #waiting = new Waiting()
  #server: WebSocketServer | undefined

  private constructor(decide?: Decide) {
    this.#decide = decide
  }

  static async open(t: Test, open: OpenServer, decide?: Decide): Promise<Sockets> {
    const sockets = new Sockets(decide)
    const answer = (request: UpgradeRequest) => sockets.#answer(request)
    sockets.#server = await open({ host: '127.0.0.1', port: 0, decide: answer })
    t.teardown(async () => {
      for (const { ws } of sockets.#peers) ws.terminate()
      await sockets.server.stop()
    })
    return sockets
  }

  /** A server, and both ends of one connection. */
  static async pair(t: Test, open: OpenServer) {
    const sockets = await Sockets.open(t, open)
    return { ...(await sockets.connect()), sockets }
  }

  get server(): WebSocketServer {
    return this.#server!
  }

  get url(): string {
    return `ws://127.0.0.1:${this.server.port}/`
  }

  async connect(protocols: string[] = [], options: ClientOptions = {}) {
    const peer = new Peer(new WebSocket(this.url, protocols, options))
    this.#peers.push(peer)
    await peer.opened()
    await this.#waiting.until('the connection', () => this.#opened.length > 0)
    return { peer, socket: this.#opened.shift()! }
  }

  #answer(request: UpgradeRequest): ReturnType<Decide> {
    if (this.#decide) return this.#decide(request)
    return {
      protocol: this.protocol,
      compress: this.compress,
      open: (end) => {
        const held = new Held(end)
        this.#opened.push(held)
        this.#waiting.note()
        return held
      },
      abandon: () => {},
    }
  }
}
