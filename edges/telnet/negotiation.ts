import { COMMAND, STATE } from './vocabulary.ts'

/**
 * Refusals one connection gets at most: more than one for each option and side, but no endless
 * loop.
 */
const REFUSALS_MAX = 1024

const { WILL, WONT, DO, DONT } = COMMAND
const { NO, YES, WANTYES } = STATE

/**
 * Who performs the option: `local` we (WILL, DO answers), `remote` the client (DO, WILL answers).
 */
export type Side = 'local' | 'remote'

type State = typeof NO | typeof YES | typeof WANTYES

export interface NegotiationHost {
  sendNegotiation(verb: number, option: number): void
  /** Whether a client's own request for `option` is granted. */
  grants(side: Side, option: number): boolean
  /**
   * `option` is agreed (`on`), or was refused or ended. WILL or DO has been sent before, WONT or
   * DONT not yet.
   */
  switched(side: Side, option: number, on: boolean): void
}

/**
 * Option negotiation by RFC 1143: a state for each option and side, answers only where a state
 * changes.
 *
 * We never ask to end an option, hence no WANTNO and no queue bits. ECHO is not handled here.
 */
export class Negotiation {
  readonly #host: NegotiationHost
  readonly #local = new Map<number, State>()
  readonly #remote = new Map<number, State>()
  #refused: Set<number> | undefined
  #refusals = 0

  constructor(host: NegotiationHost) {
    this.#host = host
  }

  isOn(side: Side, option: number): boolean {
    return this.#states(side).get(option) === YES
  }

  /**
   * Sends WILL (local) or DO (remote), once: clients answer each repeat of an offer with all they
   * have.
   */
  offer(side: Side, option: number): void {
    const states = this.#states(side)
    if (states.has(option)) return
    states.set(option, WANTYES)
    this.#host.sendNegotiation(side === 'local' ? WILL : DO, option)
  }

  /** Takes the client's WILL, WONT, DO or DONT. */
  receive(verb: number, option: number): void {
    const side = verb === DO || verb === DONT ? 'local' : 'remote'
    if (verb === WILL || verb === DO) this.#requested(side, option)
    else this.#ended(side, option)
  }

  #requested(side: Side, option: number): void {
    const states = this.#states(side)
    const state = states.get(option) ?? NO
    if (state === YES) return
    if (state === NO && !this.#host.grants(side, option)) return this.#refuse(side, option)
    states.set(option, YES)
    if (state === NO) this.#host.sendNegotiation(side === 'local' ? WILL : DO, option)
    this.#host.switched(side, option, true)
  }

  #ended(side: Side, option: number): void {
    const states = this.#states(side)
    const state = states.get(option) ?? NO
    if (state === NO) {
      this.#refused?.delete(refusalKey(side, option))
      return
    }
    states.set(option, NO)
    this.#host.switched(side, option, false)
    if (state === YES) this.#host.sendNegotiation(side === 'local' ? WONT : DONT, option)
  }

  /**
   * Once per request: the same one again, without a WONT or DONT between, is a loop or an attack.
   */
  #refuse(side: Side, option: number): void {
    this.#refused ??= new Set()
    const key = refusalKey(side, option)
    if (this.#refused.has(key) || this.#refusals === REFUSALS_MAX) return
    this.#refused.add(key)
    this.#refusals++
    this.#host.sendNegotiation(side === 'local' ? WONT : DONT, option)
  }

  #states(side: Side): Map<number, State> {
    return side === 'local' ? this.#local : this.#remote
  }
}

function refusalKey(side: Side, option: number): number {
  return side === 'local' ? option + 256 : option
}
