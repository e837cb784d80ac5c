import type { Socket } from 'node:net'
import { type Clock, realClock } from '#edges/session/clock.ts'
import { type AddressMatcher, isLoopback, normalAddress } from './address.ts'
import { Admission } from './admission.ts'
import { TelnetConnection, type TelnetCounters, type TelnetTerminal } from './connection.ts'
import type { MsspVariables } from './mssp.ts'

const CONNECTIONS_MAX = 5000
const PER_ADDRESS_MAX = 10
/** A silent peer is asked after this time, then each second up to ten times: gone within 30 s. */
const KEEP_ALIVE_MS = 15_000

export interface GateOptions {
  /** Asked once for each client that wants MSSP. */
  mssp: () => MsspVariables
  /** Called once for each connection, before any of its events. */
  onTerminal: (terminal: TelnetTerminal) => void
  /** Connections at once, in all: 5000. */
  maxConnections?: number
  /** Connections at once from one address: 10. */
  maxPerAddress?: number
  /** Addresses without that limit: loopback. */
  trustedAddresses?: AddressMatcher
  after?: Clock['after']
}

/** Lets sockets in, or refuses them, and knows those that are in. */
export class Gate {
  readonly counters: TelnetCounters = {
    accepted: 0,
    refused: 0,
    malformed: 0,
    linesTooLong: 0,
    tooSlow: 0,
  }
  readonly #options: GateOptions
  readonly #admission: Admission
  readonly #sockets = new Set<Socket>()
  readonly #terminals = new Set<TelnetTerminal>()

  constructor(options: GateOptions) {
    this.#options = options
    this.#admission = new Admission({
      connectionsMax: options.maxConnections ?? CONNECTIONS_MAX,
      perAddressMax: options.maxPerAddress ?? PER_ADDRESS_MAX,
      trusted: options.trustedAddresses ?? isLoopback,
    })
  }

  get connections(): number {
    return this.#admission.connections
  }

  admitPlain(socket: Socket): void {
    const refusal = this.#admit(socket)
    if (refusal === undefined) this.open(socket, false)
    else {
      socket.write(`${refusal}\r\n`)
      socket.destroySoon()
    }
  }

  /** Before the handshake, so that a client that never finishes one counts too. */
  admitSecure(socket: Socket): void {
    if (this.#admit(socket) !== undefined) socket.destroy()
  }

  open(socket: Socket, encrypted: boolean): void {
    socket.setNoDelay(true)
    socket.setKeepAlive(true, KEEP_ALIVE_MS)
    const terminal = new TelnetConnection(socket, {
      address: normalAddress(socket.remoteAddress),
      encrypted,
      mssp: this.#options.mssp,
      after: this.#options.after ?? realClock.after,
      counters: this.counters,
    })
    this.#terminals.add(terminal)
    socket.once('close', () => this.#terminals.delete(terminal))
    this.#options.onTerminal(terminal)
  }

  /** Closes every terminal as its own `close` does. */
  closeAll(): void {
    for (const terminal of this.#terminals) terminal.close('')
  }

  /** Cuts whatever is still open. */
  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #admit(socket: Socket): string | undefined {
    socket.on('error', () => socket.destroy())
    const address = normalAddress(socket.remoteAddress)
    const refusal = this.#admission.enter(address)
    if (refusal !== undefined) {
      this.counters.refused++
      return refusal
    }
    this.counters.accepted++
    this.#sockets.add(socket)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#admission.leave(address)
    })
    return undefined
  }
}
