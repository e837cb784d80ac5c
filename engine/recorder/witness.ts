import { crc32 } from 'node:zlib'
import type { LiveZone } from '#engine/zone/zone.ts'
import type { Bus, Unsubscribe } from '#protocol/bus.ts'
import type { Doing, Sums } from './entry.ts'
import { WorldSum } from './worldSum.ts'

/** Stands between a zone and its bus, and says in sums what the zone tells and what it is. */
export class Witness implements Bus {
  readonly #bus: Bus
  #told = 0
  #zone: LiveZone | undefined
  #world: WorldSum | undefined

  constructor(bus: Bus) {
    this.#bus = bus
  }

  publish(subject: string, payload: Uint8Array): void {
    this.#told = crc32(payload, crc32(subject, this.#told))
    this.#bus.publish(subject, payload)
  }

  subscribe(subject: string, receive: (payload: Uint8Array) => void): Unsubscribe {
    return this.#bus.subscribe(subject, receive)
  }

  /** From now on sums are those of `zone`. */
  watch(zone: LiveZone): void {
    this.#zone = zone
    this.#world = new WorldSum(zone)
  }

  /**
   * The sums after something was done. The entities are looked at on ticks, in parts, and whole
   * where time does not matter: turns come thick and fast.
   */
  take(what: Doing | 'end'): Sums {
    const told = this.#told
    this.#told = 0
    const sums = { told, chance: crc32(new Int32Array(this.#zone?.chance.state() ?? [])) }
    if (what === 'turn' || !this.#world) return sums
    return { ...sums, world: what === 'tick' ? this.#world.part() : this.#world.whole() }
  }
}
