import { LocalBus } from '#engine/bus/localBus.ts'
import { HERE, type Hub, type Receive, type Unsubscribe } from '#protocol/bus.ts'
import type { Chance } from '#systems/chance.ts'
import type { ProcessTime, Schedule } from './schedule.ts'

/** What becomes of messages on their way. */
export interface Weather {
  /** Of a thousand messages so many are lost … */
  lostPerMille: number
  /** … and so many come twice. */
  doubledPerMille: number
  /** Each takes up to so long, by itself: what is sent later may come first. */
  delayMsMax: number
  /** Of a thousand, and of what comes again all, so many take up to a hundred times as long. */
  strayPerMille: number
}

export const FAIR: Weather = {
  lostPerMille: 0,
  doubledPerMille: 0,
  delayMsMax: 2,
  strayPerMille: 0,
}

const STRAY = 100

/** Is told of each message that arrives. */
export type OnArrival = (to: string, subject: string, payload: Uint8Array) => void

/**
 * A bus of many processes that is worse than any real one: what it loses, doubles and delays
 * follows from the seed. Only within a process everything arrives, as it does in earnest.
 */
export class Network {
  weather: Weather = FAIR
  readonly counts = { sent: 0, lost: 0, doubled: 0 }
  readonly #schedule: Schedule
  readonly #chance: Chance
  readonly #onArrival: OnArrival
  readonly #hubs = new Set<SimulatedHub>()

  constructor(schedule: Schedule, chance: Chance, onArrival: OnArrival) {
    this.#schedule = schedule
    this.#chance = chance
    this.#onArrival = onArrival
  }

  /** @param onFault  told of receivers that throw */
  join(
    name: string,
    time: ProcessTime,
    onFault: (subject: string, error: unknown) => void,
  ): SimulatedHub {
    const hub = new SimulatedHub(this, name, time, onFault)
    this.#hubs.add(hub)
    return hub
  }

  leave(hub: SimulatedHub): void {
    this.#hubs.delete(hub)
  }

  carry(from: SimulatedHub, subject: string, payload: Uint8Array): void {
    const servers = [...this.#hubs].filter((hub) => hub.serves(subject))
    const server = servers.length > 0 ? servers[this.#chance.integer(servers.length)] : undefined
    for (const hub of this.#hubs) {
      const isServer = hub === server
      if (!isServer && !hub.hears(subject)) continue
      if (hub === from) hub.deliver(subject, payload, isServer)
      else this.#send(from, hub, subject, payload, isServer)
    }
  }

  #send(
    from: SimulatedHub,
    to: SimulatedHub,
    subject: string,
    payload: Uint8Array,
    isServer: boolean,
  ): void {
    const { lostPerMille, doubledPerMille } = this.weather
    this.counts.sent++
    if (from.isCutOff || to.isCutOff || this.#chance.integer(1000) < lostPerMille) {
      this.counts.lost++
      return
    }
    const times = this.#chance.integer(1000) < doubledPerMille ? 2 : 1
    this.counts.doubled += times - 1
    for (let i = 0; i < times; i++) {
      this.#schedule.after(this.#delayMs(i > 0), () => {
        if (this.#hubs.has(to) && !to.isCutOff) to.arrive(subject, payload.slice(), isServer)
      })
    }
  }

  #delayMs(isAgain: boolean): number {
    const { delayMsMax, strayPerMille } = this.weather
    const isStray = isAgain || this.#chance.integer(1000) < strayPerMille
    return this.#chance.integer(1 + delayMsMax * (isStray ? STRAY : 1))
  }

  arrived(to: SimulatedHub, subject: string, payload: Uint8Array): void {
    this.#onArrival(to.name, subject, payload)
  }
}

/** One process's end of the network. */
export class SimulatedHub implements Hub {
  readonly name: string
  /** Nothing comes from the others, and nothing goes to them. */
  isCutOff = false
  readonly #network: Network
  readonly #time: ProcessTime
  readonly #here: LocalBus
  readonly #heard = new Map<string, number>()
  readonly #served = new Map<string, number>()
  readonly #onGap = new Set<() => void>()

  constructor(
    network: Network,
    name: string,
    time: ProcessTime,
    onFault: (subject: string, error: unknown) => void,
  ) {
    this.#network = network
    this.name = name
    this.#time = time
    this.#here = new LocalBus(onFault)
  }

  publish(subject: string, payload: Uint8Array): void {
    if (subject.startsWith(HERE)) this.#here.publish(subject, payload)
    else if (!this.#time.isDead) this.#network.carry(this, subject, payload)
  }

  subscribe(subject: string, receive: Receive): Unsubscribe {
    return counted(this.#heard, subject, this.#here.subscribe(subject, receive))
  }

  serve(subject: string, receive: Receive): Unsubscribe {
    return counted(this.#served, subject, this.#here.subscribe(servedAs(subject), receive))
  }

  onGap(restored: () => void): Unsubscribe {
    this.#onGap.add(restored)
    return () => {
      this.#onGap.delete(restored)
    }
  }

  /** It is joined again to the others. @param isTold  those who listen for gaps hear of it */
  restore(isTold: boolean): void {
    this.isCutOff = false
    if (!isTold) return
    for (const restored of [...this.#onGap]) this.#time.after(0, restored)
  }

  hears(subject: string): boolean {
    return (this.#heard.get(subject) ?? 0) > 0
  }

  serves(subject: string): boolean {
    return (this.#served.get(subject) ?? 0) > 0
  }

  /** A message has come over the network; one who is frozen reads it later. */
  arrive(subject: string, payload: Uint8Array, isServer: boolean): void {
    if (this.#time.isFrozen) this.#time.after(0, () => this.arrive(subject, payload, isServer))
    else this.deliver(subject, payload, isServer)
  }

  deliver(subject: string, payload: Uint8Array, isServer: boolean): void {
    this.#network.arrived(this, subject, payload)
    this.#here.publish(subject, payload)
    if (isServer) this.#here.publish(servedAs(subject), payload)
  }
}

function servedAs(subject: string): string {
  return `${subject} served`
}

/** Counts a subscription until it ends. */
function counted(counts: Map<string, number>, subject: string, end: Unsubscribe): Unsubscribe {
  counts.set(subject, (counts.get(subject) ?? 0) + 1)
  let isOver = false
  return () => {
    if (isOver) return
    isOver = true
    counts.set(subject, counts.get(subject)! - 1)
    end()
  }
}
