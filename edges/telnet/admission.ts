import { type AddressMatcher, matches } from './address.ts'

interface AdmissionLimits {
  connectionsMax: number
  perAddressMax: number
  /** Addresses without a limit of their own. */
  trusted: AddressMatcher
}

/** Counts connections, in all and for each address, and says when there are enough. */
export class Admission {
  readonly #limits: AdmissionLimits
  readonly #byAddress = new Map<string, number>()
  #connections = 0

  constructor(limits: AdmissionLimits) {
    this.#limits = limits
  }

  get connections(): number {
    return this.#connections
  }

  /** Counts one more connection and returns `undefined`, or the sentence that refuses it. */
  enter(address: string): string | undefined {
    const { connectionsMax, perAddressMax, trusted } = this.#limits
    if (this.#connections >= connectionsMax) return 'The world is full: try again in a while.'
    const count = this.#byAddress.get(address) ?? 0
    if (count >= perAddressMax && !matches(trusted, address)) {
      return 'Too many connections from your address: close one first.'
    }
    this.#byAddress.set(address, count + 1)
    this.#connections++
    return undefined
  }

  leave(address: string): void {
    const count = this.#byAddress.get(address) ?? 0
    if (count > 1) this.#byAddress.set(address, count - 1)
    else this.#byAddress.delete(address)
    this.#connections--
  }
}
