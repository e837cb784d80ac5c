import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import type { Presence } from '#edges/presence/presence.ts'
import { type Clock, realClock } from '#edges/session/clock.ts'
import type { EntryPasses } from '#edges/session/entryPasses.ts'
import type { Log } from '#edges/session/log.ts'
import type { StopReason, TextEdge } from '#edges/session/textEdge.ts'
import { type AddressMatcher, matches } from '#edges/telnet/address.ts'
import { TelnetConnection } from '#edges/telnet/connection.ts'
import type { MsspVariables } from '#edges/telnet/mssp.ts'
import type { Hub } from '#protocol/bus.ts'
import { CLIENT_PROTOCOL } from '#protocol/client.ts'
import type { WireEvent } from '#protocol/event.ts'
import { CLOSE } from './closing.ts'
import { type GateCounters, WebSocketGate } from './gate.ts'
import { RawEdge } from './rawEdge.ts'
import type { OpenServer, ServerSocket, SocketListener, WebSocketServer } from './server.ts'
import { SocketStream } from './socketStream.ts'
import type { Wish } from './upgrade.ts'
import { TELNET_FORM, WEB_FORMS } from './webForms.ts'
import { WebTerminal } from './webTerminal.ts'

export interface WebSocketOptions {
  host: string
  /** 0 takes a free port. */
  port: number
  /** Made with uWebSockets.js or `ws`: see `chooseServer`. */
  openServer: OpenServer
  bus: Hub
  /** Name on the bus, of this run of this process alone. */
  edge: string
  /** Sessions of clients that are shown words; it is stopped with the rest. */
  text: TextEdge
  passes: EntryPasses
  /** Knows who plays at all edges; by default, this one is all there is. */
  presence?: Presence
  log: Log
  /** Proxies, whose word on others' addresses is taken; addresses without limits of their own. */
  trusted: AddressMatcher
  /** Origins of pages that may connect, beside our own host's; `*`: all. */
  origins: readonly string[]
  /** Asked once for each telnet client that wants MSSP. */
  mssp(): MsspVariables
  /** Connections at once, in all: 20,000. */
  maxConnections?: number
  /** Connections at once from one address that is not trusted: 10. */
  maxPerAddress?: number
  clock?: Clock
}

/** What happened over all connections, ever growing. */
export interface WebSocketCounters extends GateCounters {
  /** Messages of text clients ignored as malformed. */
  malformed: number
  linesTooLong: number
  /** Connections of text clients closed because they did not read. */
  tooSlow: number
}

/**
 * Opens the WebSocket port: the graphical protocol, and text for web clients of MUDs.
 *
 * @throws the system's error, as EADDRINUSE, if the port cannot be had
 */
export async function startWebSocket(options: WebSocketOptions): Promise<WebSocketEdge> {
  const edge = new WebSocketEdge(options)
  await edge.listen()
  return edge
}

/** All WebSocket clients of this process. */
export class WebSocketEdge {
  readonly #options: WebSocketOptions
  readonly #clock: Clock
  readonly #gate: WebSocketGate
  readonly #raw: RawEdge
  readonly #counters = { malformed: 0, linesTooLong: 0, tooSlow: 0 }
  readonly #telnet = { ...this.#counters, accepted: 0, refused: 0 }
  #server: WebSocketServer | undefined
  /** With which code text clients are closed. */
  #closeCode: number = CLOSE.normal

  constructor(options: WebSocketOptions) {
    const { clock = realClock, bus, edge, passes, log, maxConnections, maxPerAddress } = options
    this.#options = options
    this.#clock = clock
    const publish = (topic: string, bytes: Uint8Array) => this.#server?.publish(topic, bytes)
    const { presence = new MemoryPresence() } = options
    this.#raw = new RawEdge({ bus, edge, passes, presence, log, clock, publish })
    this.#gate = new WebSocketGate({
      clock,
      protocols: [CLIENT_PROTOCOL, TELNET_FORM, ...WEB_FORMS.keys()],
      origins: options.origins,
      trusted: options.trusted,
      ...(maxConnections === undefined ? {} : { maxConnections }),
      ...(maxPerAddress === undefined ? {} : { maxPerAddress }),
      compresses: (protocol) => protocol !== CLIENT_PROTOCOL,
      open: (socket, wish) => this.#open(socket, wish),
    })
  }

  async listen(): Promise<void> {
    const { host, port, openServer } = this.#options
    this.#server = await openServer({ host, port, decide: this.#gate.decide })
  }

  get port(): number {
    return this.#server?.port ?? 0
  }

  get connections(): number {
    return this.#gate.connections
  }

  /** Sessions of the graphical protocol: text clients are counted by their own edge. */
  get graphical(): Pick<RawEdge, 'sessionCount' | 'playerCount' | 'counters'> {
    return this.#raw
  }

  get counters(): Readonly<WebSocketCounters> {
    const { malformed, linesTooLong, tooSlow } = this.#telnet
    return {
      ...this.#gate.counters,
      malformed: this.#counters.malformed + malformed,
      linesTooLong: this.#counters.linesTooLong + linesTooLong,
      tooSlow: this.#counters.tooSlow + tooSlow,
    }
  }

  /** Tells an event to all who play the character `uid` here by the graphical protocol. */
  tell(uid: number, event: WireEvent): void {
    this.#raw.tell(uid, event)
  }

  /** Takes nobody in any more, says why and goodbye to all; 2 s at most until they are cut. */
  async stop(reason: StopReason): Promise<void> {
    this.#server?.stopListening()
    this.#closeCode = CLOSE.restart
    await Promise.all([this.#raw.stop(reason), this.#options.text.stop(reason)])
    await this.#server?.stop()
  }

  #open(socket: ServerSocket, wish: Wish): SocketListener {
    const { text, trusted } = this.#options
    if (wish.protocol === CLIENT_PROTOCOL) {
      return this.#raw.open(socket, matches(trusted, wish.address))
    }
    const form = WEB_FORMS.get(wish.protocol)
    if (form === undefined) return this.#openTelnet(socket, wish)
    const { address, encrypted } = wish
    const terminal = new WebTerminal(socket, {
      form,
      address,
      encrypted,
      closeCode: () => this.#closeCode,
      malformed: () => this.#counters.malformed++,
      lineTooLong: () => this.#counters.linesTooLong++,
    })
    text.welcome(terminal)
    return this.#cutIfSlow(socket, terminal)
  }

  /** Whoever names no sub-protocol is taken for one that speaks telnet, as most of those do. */
  #openTelnet(socket: ServerSocket, { address, encrypted }: Wish): SocketListener {
    const stream = new SocketStream(socket, () => this.#closeCode)
    const terminal = new TelnetConnection(stream, {
      address,
      encrypted,
      compresses: false,
      mssp: this.#options.mssp,
      after: (ms, action) => this.#clock.after(ms, action),
      counters: this.#telnet,
    })
    this.#options.text.welcome(terminal, terminal.ready)
    return this.#cutIfSlow(socket, stream)
  }

  /** Text with a hole in it is worth nothing. */
  #cutIfSlow(socket: ServerSocket, listener: SocketListener): SocketListener {
    return {
      message: (bytes, isBinary) => listener.message(bytes, isBinary),
      lagging: () => {
        this.#counters.tooSlow++
        socket.destroy()
      },
      drained: () => {},
      closed: () => listener.closed(),
    }
  }
}
