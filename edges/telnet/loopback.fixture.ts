import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Clock } from '#edges/session/clock.ts'
import type { TerminalListener } from '#edges/session/terminal.ts'
import type { TelnetTerminal } from './connection.ts'
import { startTelnet, type TelnetListener, type TelnetOptions } from './listener.ts'

const PATIENCE_MS = 10_000

/** The promise's value, or an error that names what did not happen. */
function inTime<Value>(what: string, promise: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<Value>()
  const timer = setTimeout(() => reject(new Error(`Still waiting for ${what}`)), PATIENCE_MS)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** A client's end of a socket: all bytes received, and waits for more. */
export class Client {
  readonly socket: Socket
  received: Buffer = Buffer.alloc(0)
  /** Chunks as they were read. */
  readonly chunks: Buffer[] = []
  readonly closed: Promise<void>
  #arrived: () => void = () => {}

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk)
      this.received = Buffer.concat([this.received, chunk])
      this.#arrived()
    })
    const { promise, resolve } = Promise.withResolvers<void>()
    socket.once('close', () => resolve())
    this.closed = inTime('the connection to close', promise)
    this.closed.catch(() => {})
  }

  send(bytes: Buffer | string): void {
    this.socket.write(bytes)
  }

  /** Waits until `wanted` has come, and takes everything up to its end out of `received`. */
  async until(wanted: Buffer | string): Promise<Buffer> {
    const what = Buffer.from(wanted as string)
    while (!this.received.includes(what)) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#arrived = resolve
      const sofar = this.received.toString('latin1').slice(-80)
      await inTime(`${JSON.stringify(what.toString('latin1'))} after ${sofar}`, promise)
    }
    const end = this.received.indexOf(what) + what.length
    const taken = this.received.subarray(0, end)
    this.received = this.received.subarray(end)
    return taken
  }
}

/** A session that writes down what it hears. */
export class Session implements TerminalListener {
  readonly terminal: TelnetTerminal
  readonly heard: unknown[][] = []
  #arrived: () => void = () => {}

  constructor(terminal: TelnetTerminal) {
    this.terminal = terminal
    terminal.listen(this)
  }

  line(text: string): void {
    this.#hear('line', text)
  }

  lineTooLong(): void {
    this.#hear('lineTooLong')
  }

  gmcp(name: string, value: unknown): void {
    this.#hear('gmcp', name, value)
  }

  capabilitiesChanged(): void {
    this.#hear('capabilitiesChanged')
  }

  closed(): void {
    this.#hear('closed')
  }

  /** Waits until as many events have been heard in all. */
  async events(count: number): Promise<unknown[][]> {
    while (this.heard.length < count) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#arrived = resolve
      await inTime(`${count} events after ${JSON.stringify(this.heard)}`, promise)
    }
    return this.heard
  }

  #hear(...event: unknown[]): void {
    this.heard.push(event)
    this.#arrived()
  }
}

/** Time that stands still until it is told to run. */
class HandClock {
  readonly due = new Map<() => void, number>()
  readonly after: Clock['after'] = (ms, action) => {
    const once = () => action()
    this.due.set(once, ms)
    return () => this.due.delete(once)
  }

  /** Runs what is due after `ms`. */
  run(ms: number): void {
    for (const [action, at] of [...this.due]) {
      if (at !== ms || !this.due.delete(action)) continue
      action()
    }
  }
}

/** A listener on free loopback ports, its sessions, and clients for it. */
export class Loopback {
  readonly clock = new HandClock()
  readonly clients: Client[] = []
  #listener: TelnetListener | undefined
  #waiting: ((session: Session) => void)[] = []
  readonly #sessions: Session[] = []

  static async start(options: Partial<TelnetOptions> = {}): Promise<Loopback> {
    const loopback = new Loopback()
    loopback.#listener = await startTelnet({
      host: '127.0.0.1',
      port: 0,
      mssp: () => ({ NAME: 'Loam' }),
      onTerminal: (terminal) => loopback.#meet(new Session(terminal)),
      after: loopback.clock.after,
      ...options,
    })
    return loopback
  }

  get listener(): TelnetListener {
    if (this.#listener === undefined) throw new Error('Not started')
    return this.#listener
  }

  /** To the plain port, if not to another. */
  connect(port = this.listener.port): Client {
    return this.#keep(connect({ host: '127.0.0.1', port }))
  }

  connectTls(): Client {
    const port = this.listener.tlsPort ?? 0
    return this.#keep(connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }))
  }

  /** The session of the next connection. */
  session(): Promise<Session> {
    const met = this.#sessions.shift()
    if (met !== undefined) return Promise.resolve(met)
    const { promise, resolve } = Promise.withResolvers<Session>()
    this.#waiting.push(resolve)
    return inTime('a session', promise)
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.socket.destroy()
    await inTime('the listener to stop', this.listener.stop())
  }

  #meet(session: Session): void {
    const waiting = this.#waiting.shift()
    if (waiting === undefined) this.#sessions.push(session)
    else waiting(session)
  }

  #keep(socket: Socket): Client {
    const client = new Client(socket)
    this.clients.push(client)
    return client
  }
}
