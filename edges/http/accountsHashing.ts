import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id: 19 MiB, two passes, one lane; about 15 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * Hashing uses Node's few shared threads. More than two at once would starve everything else that
 * waits for a file or a name lookup.
 */
const AT_ONCE = 2
const WAITING_LIMIT = 100

/** More sign-ins wait than are worth waiting for: the newest are turned away. */
export class BusyError extends Error {
  override readonly name = 'BusyError'

  constructor() {
    super(`Cannot hash a password: ${WAITING_LIMIT} wait already`)
  }
}

/** What a name that nobody has is checked against, so that it takes as long as any other. */
const NOBODYS_HASH = `$argon2id$v=19$m=19456,t=2,p=1$${digits(16)}$${digits(32)}`

/** Argon2id in PHC format, a few at a time. */
export class Hashing {
  #running = 0
  readonly #waiting: (() => void)[] = []

  /** @throws {BusyError} when too many wait */
  async hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password.normalize('NFKC'), COST))
  }

  /**
   * @param stored  `undefined` where there is none: false, after the same work
   * @throws {BusyError} when too many wait
   */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const matches = await this.#inTurn(() =>
      verify(stored ?? NOBODYS_HASH, password.normalize('NFKC')),
    )
    return matches && stored !== undefined
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < AT_ONCE) this.#running += 1
    else await this.#wait()
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#running -= 1
      else next() // takes this one's place
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= WAITING_LIMIT) throw new BusyError()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
}

function digits(bytes: number): string {
  return randomBytes(bytes).toString('base64').replaceAll('=', '')
}
