import { createConnection } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { connect, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node'
import { type NatsPlace, readNatsUrl } from './natsUrl.ts'

/** A server that says nothing for three of these is gone, whatever its connection says. */
const PING_MS = 1000
const PINGS_OUT = 2
const CONNECT_MS = 2000
const RETRY_FIRST_MS = 50
const RETRY_LAST_MS = 1000
/** How long a link that ends waits for the server to have all that was published. */
const DRAIN_MS = 1000
/** Published and not known to have reached the server; beyond, all is dropped. */
const UNCONFIRMED_MAX = 64 * 1024 * 1024
/** After so many bytes the server is asked whether it has them. */
const CONFIRM_EVERY = 256 * 1024
/** About what the protocol adds to a payload, and the library for a message that waits. */
const OVERHEAD = 128

export interface NatsLinkOptions {
  url: string
  /** What an operator of the server sees of us. */
  name: string
  /** There is a new connection, on which nothing is subscribed to. */
  onConnected(connection: NatsConnection): void
  /**
   * What was subscribed to then holds, and what is published arrives: after a connection was made,
   * and after messages had to be dropped on one.
   */
  onRestored(): void
  onTrouble(words: string): void
}

/**
 * A connection to NATS that is made again, for ever, as often as it is lost.
 *
 * The library could do so, too. But it waits without an end for a frozen server to take what it was
 * sent, keeps all that is published meanwhile, and lets it go without a word when it is back:
 * each connection is a new one here, and what is published while there is none is refused.
 */
export class NatsLink {
  readonly #options: NatsLinkOptions
  readonly #place: NatsPlace
  readonly #ending = new AbortController()
  readonly #ended: Promise<void>
  #connection: NatsConnection | undefined
  #unconfirmed = 0
  /** The part of it that the server was not even asked about. */
  #unasked = 0
  #isChoked = false
  #told = ''

  /** @throws {NatsUrlError} */
  constructor(options: NatsLinkOptions) {
    this.#options = options
    this.#place = readNatsUrl(options.url)
    this.#ended = this.#keepConnected()
  }

  get connection(): NatsConnection | undefined {
    return this.#connection
  }

  /** @returns false if the message is surely lost; true does not say that it is not */
  publish(subject: string, payload: Uint8Array, headers?: MsgHdrs): boolean {
    const connection = this.#connection
    if (!connection || this.#isChoked) return false
    try {
      connection.publish(subject, payload, headers && { headers })
    } catch {
      return false
    }
    const size = payload.length + OVERHEAD
    this.#unconfirmed += size
    this.#unasked += size
    if (this.#unconfirmed > UNCONFIRMED_MAX) this.#choke()
    if (this.#isChoked || this.#unasked >= CONFIRM_EVERY) this.#askFor(connection)
    return true
  }

  /** Resolves when it is closed, about a second later at most. */
  async close(): Promise<void> {
    this.#ending.abort()
    const connection = this.#connection
    if (connection) {
      await Promise.race([connection.flush().catch(() => {}), delay(DRAIN_MS)])
      await connection.close()
    }
    await Promise.race([this.#ended, delay(DRAIN_MS)])
  }

  async #keepConnected(): Promise<void> {
    const { signal } = this.#ending
    for (let tries = 0; !signal.aborted; tries++) {
      const server = this.#place.servers[tries % this.#place.servers.length]!
      try {
        await greeted(server, signal)
        const connection = await this.#connect(server)
        if (signal.aborted) return await connection.close()
        const since = performance.now()
        await this.#liveWith(connection)
        if (performance.now() - since > RETRY_LAST_MS) tries = 0
        this.#tell(`The connection to NATS at "${server}" is lost`)
      } catch (error) {
        this.#tell(`Cannot reach NATS at "${server}": ${wordsOf(error)}`)
      }
      await delay(retryMs(tries), undefined, { signal }).catch(() => {})
    }
  }

  #connect(server: string): Promise<NatsConnection> {
    const { credentials, tls } = this.#place
    return connect({
      servers: [server],
      name: this.#options.name,
      // What is published here is delivered here at once; the server need not send it back.
      noEcho: true,
      reconnect: false,
      timeout: CONNECT_MS,
      pingInterval: PING_MS,
      maxPingOut: PINGS_OUT,
      ...(tls ? { tls: {} } : {}),
      ...credentials,
    })
  }

  /** Until it is lost. */
  async #liveWith(connection: NatsConnection): Promise<void> {
    this.#connection = connection
    this.#unconfirmed = this.#unasked = 0
    this.#isChoked = false
    this.#told = ''
    void closeWhenStale(connection)
    this.#options.onConnected(connection)
    connection.flush().then(
      () => this.#options.onRestored(),
      () => {}, // lost again
    )
    await connection.closed()
    this.#connection = undefined
  }

  /** Once, however often it is tried in vain. */
  #tell(words: string): void {
    if (words !== this.#told && !this.#ending.signal.aborted) this.#options.onTrouble(words)
    this.#told = words
  }

  #choke(): void {
    if (this.#isChoked) return
    this.#isChoked = true
    this.#options.onTrouble('NATS does not take what it is sent: messages are dropped')
  }

  #askFor(connection: NatsConnection): void {
    const asked = this.#unasked
    this.#unasked = 0
    connection.flush().then(
      () => {
        if (connection === this.#connection) this.#confirm(asked)
      },
      () => {}, // lost, and with it what was unconfirmed
    )
  }

  #confirm(bytes: number): void {
    this.#unconfirmed -= bytes
    if (!this.#isChoked || this.#unconfirmed > UNCONFIRMED_MAX / 2) return
    this.#isChoked = false
    this.#options.onRestored()
  }
}

/**
 * Resolves when a server has said anything. Whom a frozen one keeps waiting the library would
 * forget with the connection open; one for each try.
 */
async function greeted(server: string, signal: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(`tcp://${server}`)
  const host = hostname.replace(/^\[|\]$/g, '')
  const socket = createConnection({ host, port: Number(port) })
  const giveUp = () => socket.destroy()
  signal.addEventListener('abort', giveUp, { once: true })
  socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error('it does not answer')))
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('data', () => resolve())
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('it closed the connection')))
    })
  } finally {
    signal.removeEventListener('abort', giveUp)
    socket.destroy()
  }
}

/** The library would first wait until the server has taken what it was sent. */
async function closeWhenStale(connection: NatsConnection): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type === 'staleConnection') void connection.close()
  }
}

function retryMs(tries: number): number {
  return Math.min(RETRY_FIRST_MS * 2 ** tries, RETRY_LAST_MS) * (0.5 + Math.random() / 2)
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
