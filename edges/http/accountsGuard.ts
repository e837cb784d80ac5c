import type { Presence } from '#edges/presence/presence.ts'
import type { Refusal } from '#edges/session/accounts.ts'
import { Throttle } from './accountsThrottle.ts'

const MINUTE_MS = 60_000
/** How long an address is known as one from which a name has signed in. */
const KNOWN_MS = 7 * 24 * 60 * MINUTE_MS

const SIGN_IN = {
  free: 5,
  firstWaitMs: 1000,
  longestWaitMs: MINUTE_MS,
  forgetMs: 15 * MINUTE_MS,
}

const CREATION = {
  free: 5,
  firstWaitMs: 15_000,
  longestWaitMs: 10 * MINUTE_MS,
  forgetMs: 60 * MINUTE_MS,
}

export interface GuardOptions {
  /** Counts tries, at all edges together if it can. */
  presence: Presence
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
  readonly #presence: Presence
  readonly #names: Throttle
  readonly #addresses: Throttle
  readonly #creations: Throttle

  constructor({ presence, isTrusted }: GuardOptions) {
    this.#isTrusted = isTrusted
    this.#presence = presence
    this.#names = new Throttle(presence, 'name', SIGN_IN)
    this.#addresses = new Throttle(presence, 'address', SIGN_IN)
    this.#creations = new Throttle(presence, 'creation', CREATION)
  }

  /**
   * Lets a sign-in begin or says how long to wait. The name's try counts from here, so that many
   * guesses at once are no way around; the address's counts when it has failed, since several
   * players may sign in from one address together.
   */
  async begin(key: string, address: string): Promise<Refusal | undefined> {
    const isKnown = await this.#isKnown(key, address)
    const addressWaitMs = this.#isTrusted(address) ? 0 : await this.#addresses.waitMs(address)
    if (isKnown && addressWaitMs === 0) await this.#names.count(key)
    const nameWaitMs = isKnown ? 0 : await this.#nameWaitMs(key, addressWaitMs === 0)
    const waitMs = Math.max(nameWaitMs, addressWaitMs)
    return waitMs > 0 ? tooMany('Too many wrong passwords', waitMs) : undefined
  }

  async succeeded(key: string, address: string): Promise<void> {
    await this.#names.forget(key)
    if (this.#isTrusted(address)) return // behind it may be anyone
    await this.#presence.remember(knownAs(key, address), 'yes', KNOWN_MS)
  }

  async failed(address: string): Promise<void> {
    if (!this.#isTrusted(address)) await this.#addresses.count(address)
  }

  /** The password was not even looked at. */
  async cameToNothing(key: string): Promise<void> {
    await this.#names.uncount(key)
  }

  /** Lets an account be made or says how long to wait. */
  async beginCreation(address: string): Promise<Refusal | undefined> {
    if (this.#isTrusted(address)) return undefined
    const waitMs = await this.#creations.attempt(address)
    return waitMs > 0 ? tooMany('Too many new accounts from your address', waitMs) : undefined
  }

  /** No account came of it. */
  async creationCameToNothing(address: string): Promise<void> {
    await this.#creations.uncount(address)
  }

  #nameWaitMs(key: string, counts: boolean): Promise<number> {
    return counts ? this.#names.attempt(key) : this.#names.waitMs(key)
  }

  async #isKnown(key: string, address: string): Promise<boolean> {
    if (this.#isTrusted(address)) return false
    return (await this.#presence.recall(knownAs(key, address))) !== undefined
  }
}

function knownAs(key: string, address: string): string {
  return `signed in ${key} ${address}`
}

function tooMany(what: string, waitMs: number): Refusal {
  const seconds = Math.ceil(waitMs / 1000)
  const time = seconds === 1 ? 'a second' : `${seconds} seconds`
  return { refused: 'too-many-tries', words: `${what}: please try again in ${time}.` }
}
