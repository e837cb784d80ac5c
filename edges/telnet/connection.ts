import type { Clock } from '#edges/session/clock.ts'
import type { Terminal, TerminalCapabilities, TerminalListener } from '#edges/session/terminal.ts'
import type { ByteStream } from './byteStream.ts'
import { capabilitiesOf } from './clientFacts.ts'
import type { MsspVariables } from './mssp.ts'
import { Output } from './output.ts'
import { type ProtocolHost, TelnetProtocol } from './protocol.ts'

/** How long the first text waits for the client to say what it is. */
export const NEGOTIATION_WAIT_MS = 300
/** How long a closed connection may take to send its last bytes before it is cut. */
export const CLOSE_GRACE_MS = 2000
/** Events kept for a session that listens late; later ones are dropped. */
const EARLY_EVENTS_MAX = 64

/** What happened over all connections of a listener, ever growing. */
export interface TelnetCounters {
  accepted: number
  refused: number
  /** Subnegotiations and GMCP messages ignored as malformed or too long. */
  malformed: number
  linesTooLong: number
  /** Connections closed because their client did not read. */
  tooSlow: number
}

/** A `Terminal` with the moment from which its capabilities are worth acting on. */
export interface TelnetTerminal extends Terminal {
  /**
   * Resolves when the terminal type is known, after 300 ms, or when the client is gone; never
   * rejects.
   */
  readonly ready: Promise<void>
}

interface ConnectionOptions {
  address: string
  encrypted: boolean
  /** Whether MCCP2 is offered: yes. */
  compresses?: boolean
  mssp: () => MsspVariables
  after: Clock['after']
  counters: TelnetCounters
}

/** One telnet client on a TCP or TLS socket, or on a WebSocket. */
export class TelnetConnection implements TelnetTerminal, ProtocolHost {
  readonly address: string
  readonly ready: Promise<void>
  readonly capabilities: TerminalCapabilities
  readonly #socket: ByteStream
  readonly #options: ConnectionOptions
  readonly #output: Output
  readonly #protocol: TelnetProtocol
  readonly #settleReady: () => void
  #listener: TerminalListener | undefined
  #early: ((listener: TerminalListener) => void)[] = []
  #cancelTimer: () => void
  #settled = false
  #closing = false

  constructor(socket: ByteStream, options: ConnectionOptions) {
    this.#socket = socket
    this.#options = options
    this.address = options.address
    this.#output = new Output(socket, () => this.#tooSlow())
    this.#protocol = new TelnetProtocol(this, options.encrypted, options.compresses)
    this.capabilities = capabilitiesOf(this.#protocol.facts)
    const { promise, resolve } = Promise.withResolvers<void>()
    this.ready = promise
    this.#settleReady = resolve
    this.#attach()
    this.#protocol.start()
    this.#cancelTimer = options.after(NEGOTIATION_WAIT_MS, () => this.terminalTypeSettled())
  }

  get agreed(): readonly string[] {
    return this.#protocol.agreed
  }

  listen(listener: TerminalListener): void {
    if (this.#listener !== undefined) {
      this.#listener = listener
      return
    }
    // Replayed from an event of its own: a session is never called from inside its own call.
    queueMicrotask(() => {
      this.#listener = listener
      const early = this.#early
      this.#early = []
      for (const tell of early) tell(listener)
    })
  }

  write(text: string): void {
    this.#output.text(text)
  }

  /**
   * A prompt that ends its line is complete as it is: Mudlet shows a mark after CR LF as an empty
   * line.
   */
  prompt(text: string): void {
    this.#output.text(text)
    const mark = text.endsWith('\n') ? undefined : this.#protocol.promptMark
    if (mark !== undefined) this.#output.bytes(mark)
  }

  maskInput(masked: boolean): void {
    this.#protocol.maskInput(masked)
  }

  sendGmcp(name: string, value?: unknown): void {
    this.#protocol.sendGmcp(name, value)
  }

  close(goodbye: string): void {
    if (this.#closing) return
    this.#closing = true
    this.#output.end(goodbye === '' || goodbye.endsWith('\n') ? goodbye : `${goodbye}\n`)
    this.#cancelTimer()
    this.#cancelTimer = this.#options.after(CLOSE_GRACE_MS, () => this.#socket.destroy())
  }

  send(bytes: Buffer): void {
    this.#output.bytes(bytes)
  }

  startCompression(): void {
    this.#output.startCompression()
  }

  stopCompression(): void {
    this.#output.stopCompression()
  }

  mssp(): MsspVariables {
    return this.#options.mssp()
  }

  malformed(): void {
    this.#options.counters.malformed++
  }

  line(text: string): void {
    if (this.#closing) return
    if (this.#listener !== undefined) this.#listener.line(text)
    else this.#tell((listener) => listener.line(text))
  }

  lineTooLong(): void {
    this.#options.counters.linesTooLong++
    this.#tell((listener) => listener.lineTooLong())
  }

  gmcp(name: string, value: unknown): void {
    this.#tell((listener) => listener.gmcp(name, value))
  }

  factsChanged(): void {
    const now = capabilitiesOf(this.#protocol.facts)
    const before: Record<string, unknown> = { ...this.capabilities }
    Object.assign(this.capabilities, now)
    const differs = Object.entries(now).some(([name, value]) => before[name] !== value)
    if (differs) this.#tell((listener) => listener.capabilitiesChanged())
  }

  terminalTypeSettled(): void {
    if (this.#settled || this.#closing) return
    this.#settled = true
    this.#cancelTimer()
    this.#protocol.offerCompression()
    this.#settleReady()
  }

  #tell(event: (listener: TerminalListener) => void): void {
    if (this.#closing) return
    if (this.#listener !== undefined) event(this.#listener)
    else if (this.#early.length < EARLY_EVENTS_MAX) this.#early.push(event)
  }

  #attach(): void {
    const socket = this.#socket
    socket.on('data', (chunk: Buffer) => {
      if (!this.#closing) this.#protocol.receive(chunk)
    })
    // Whatever went wrong, 'close' follows, and only that matters to a session.
    socket.on('error', () => socket.destroy())
    socket.once('close', () => this.#closed())
  }

  #closed(): void {
    this.#cancelTimer()
    this.#settleReady()
    this.#closing = true
    const tell = (listener: TerminalListener) => listener.closed()
    if (this.#listener !== undefined) tell(this.#listener)
    else this.#early.push(tell)
  }

  #tooSlow(): void {
    if (this.#closing) return
    this.#options.counters.tooSlow++
    this.close('Your connection is too slow.')
  }
}
