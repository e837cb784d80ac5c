import { Bucket } from '#edges/session/bucket.ts'
import type { Clock } from '#edges/session/clock.ts'
import { matches } from '#edges/telnet/address.ts'
import { Admission } from '#edges/telnet/admission.ts'
import type { Decide, Refused, ServerSocket, SocketListener, Taken } from './server.ts'
import { checkUpgrade, type UpgradeRules, type Wish } from './upgrade.ts'

const CONNECTIONS_MAX = 20_000
const PER_ADDRESS_MAX = 10
/** Untrusted addresses: messages a second in the long run, and at once after a pause. */
const MESSAGES_PER_SECOND = 60
const MESSAGES_BURST = 240

const POLICY = 1008

/** What happened over all connections, ever growing. */
export interface GateCounters {
  accepted: number
  refused: number
  /** Connections closed because too many messages came. */
  tooManyMessages: number
}

export interface GateOptions extends UpgradeRules {
  clock: Clock
  /** Connections at once, in all: 20,000. */
  maxConnections?: number
  /** Connections at once from one address that is not trusted: 10. */
  maxPerAddress?: number
  /** Sub-protocols whose messages are worth deflating. */
  compresses(protocol: string): boolean
  /** A client is connected: who hears of it. */
  open(socket: ServerSocket, wish: Wish): SocketListener
}

/** Lets clients in, or refuses them, and cuts those who send too much. */
export class WebSocketGate {
  readonly counters: GateCounters = { accepted: 0, refused: 0, tooManyMessages: 0 }
  readonly decide: Decide = (request) => {
    const wish = checkUpgrade(request, this.#options)
    const decision = 'status' in wish ? wish : this.#admit(wish)
    if ('status' in decision) this.counters.refused++
    else this.counters.accepted++
    return decision
  }
  readonly #options: GateOptions
  readonly #admission: Admission

  constructor(options: GateOptions) {
    this.#options = options
    this.#admission = new Admission({
      connectionsMax: options.maxConnections ?? CONNECTIONS_MAX,
      perAddressMax: options.maxPerAddress ?? PER_ADDRESS_MAX,
      trusted: options.trusted,
    })
  }

  get connections(): number {
    return this.#admission.connections
  }

  #admit(wish: Wish): Taken | Refused {
    const { address, protocol } = wish
    const refusal = this.#admission.enter(address)
    if (refusal !== undefined) return { status: 429, words: refusal }
    const leave = () => this.#admission.leave(address)
    return {
      protocol,
      compress: this.#options.compresses(protocol),
      open: (socket) => this.#open(socket, wish, leave),
      abandon: leave,
    }
  }

  #open(socket: ServerSocket, wish: Wish, leave: () => void): SocketListener {
    const { open, trusted, clock } = this.#options
    const inner = open(socket, wish)
    const limits = { perSecond: MESSAGES_PER_SECOND, burst: MESSAGES_BURST }
    const bucket = matches(trusted, wish.address) ? undefined : new Bucket({ clock, ...limits })
    return {
      message: (bytes, isBinary) => {
        if (bucket === undefined || bucket.take() === 0) inner.message(bytes, isBinary)
        else this.#cut(socket)
      },
      lagging: () => inner.lagging(),
      drained: () => inner.drained(),
      closed: () => {
        leave()
        inner.closed()
      },
    }
  }

  #cut(socket: ServerSocket): void {
    this.counters.tooManyMessages++
    socket.close(POLICY, 'too many messages')
  }
}
