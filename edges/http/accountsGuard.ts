import type { Refusal } from '#edges/session/accounts.ts'
import { Throttle } from './accountsThrottle.ts'

const MINUTE_MS = 60_000
const KEYS_LIMIT = 10_000

const SIGN_IN = {
  free: 5,
  firstWaitMs: 1000,
  longestWaitMs: MINUTE_MS,
  forgetMs: 15 * MINUTE_MS,
  limit: KEYS_LIMIT,
}

const CREATION = {
  free: 5,
  firstWaitMs: 15_000,
  longestWaitMs: 10 * MINUTE_MS,
  forgetMs: 60 * MINUTE_MS,
  limit: KEYS_LIMIT,
}

export interface GuardOptions {
  nowMs: () => number
  /** Whether no limit holds for an address: this machine's own, or a proxy's. */
  isTrusted: (address: string) => boolean
}

/**
 * Slows down whoever guesses passwords or makes accounts by the dozen, per name and per address.
 *
 * Strangers' guesses must not keep a player out: an address from which a name has signed in before
 * is not held to the waiting of that name, only to its own.
 */
export class Guard {
  readonly #isTrusted: (address: string) => boolean
  readonly #names: Throttle
  readonly #addresses: Throttle
  readonly #creations: Throttle
  /** Name and address of those who have signed in, the longest ago first. */
  readonly #known = new Set<string>()

  constructor({ nowMs, isTrusted }: GuardOptions) {
    this.#isTrusted = isTrusted
    this.#names = new Throttle({ ...SIGN_IN, nowMs })
    this.#addresses = new Throttle({ ...SIGN_IN, nowMs })
    this.#creations = new Throttle({ ...CREATION, nowMs })
  }

  /**
   * Lets a sign-in begin or says how long to wait. The name's try counts from here, so that many
   * guesses at once are no way around; the address's counts when it has failed, since several
   * players may sign in from one address together.
   */
  begin(key: string, address: string): Refusal | undefined {
    const waitMs = Math.max(this.#nameWaitMs(key, address), this.#addressWaitMs(address))
    if (waitMs > 0) return tooMany('Too many wrong passwords', waitMs)
    this.#names.count(key)
    return undefined
  }

  succeeded(key: string, address: string): void {
    this.#names.forget(key)
    if (this.#isTrusted(address)) return // behind it may be anyone
    const pair = `${key} ${address}`
    this.#known.delete(pair)
    this.#known.add(pair)
    if (this.#known.size <= KEYS_LIMIT) return
    for (const oldest of this.#known) {
      this.#known.delete(oldest)
      break
    }
  }

  failed(address: string): void {
    if (!this.#isTrusted(address)) this.#addresses.count(address)
  }

  /** The password was not even looked at. */
  cameToNothing(key: string): void {
    this.#names.uncount(key)
  }

  /** Lets an account be made or says how long to wait. */
  beginCreation(address: string): Refusal | undefined {
    if (this.#isTrusted(address)) return undefined
    const waitMs = this.#creations.waitMs(address)
    if (waitMs > 0) return tooMany('Too many new accounts from your address', waitMs)
    this.#creations.count(address)
    return undefined
  }

  /** No account came of it. */
  creationCameToNothing(address: string): void {
    this.#creations.uncount(address)
  }

  #nameWaitMs(key: string, address: string): number {
    return this.#known.has(`${key} ${address}`) ? 0 : this.#names.waitMs(key)
  }

  #addressWaitMs(address: string): number {
    return this.#isTrusted(address) ? 0 : this.#addresses.waitMs(address)
  }
}

function tooMany(what: string, waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1000)
  const time = seconds === 1 ? 'a second' : `${seconds} seconds`
  return { refused: 'too-many-tries', words: `${what}: please try again in ${time}.` }
}
