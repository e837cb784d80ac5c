import type { AreaDefinition } from '#components/definition.ts'
import { WorldProcess } from '#engine/placement/worldProcess.ts'
import type { Threads } from '#engine/workers/threads.ts'
import { stackOf } from '#engine/zone/faults.ts'
import type { LiveZone } from '#engine/zone/zone.ts'
import type { Chance } from '#systems/chance.ts'
import type { MemoryStore } from './memoryStore.ts'
import type { Network, SimulatedHub } from './network.ts'
import { ProcessTime, type Schedule } from './schedule.ts'
import { SimulatedThread } from './threads.ts'

const SEEDS = 2 ** 32
const WORKERS = 2

/** What all processes of one simulation share. */
export interface Universe {
  schedule: Schedule
  chance: Chance
  network: Network
  store: MemoryStore
  areas: readonly AreaDefinition[]
  /** Notes something that has happened, for whoever asks why. */
  note(words: string): void
  /** Notes what may never happen. */
  fault(words: string): void
  /** A world process has ended by itself: whoever watches it starts another. */
  ended(): void
}

/** A world process of the simulation: that of the program, in simulated time. */
export class SimulatedWorld {
  readonly name: string
  readonly time: ProcessTime
  readonly hub: SimulatedHub
  /** It was told to end, and does. */
  isEnding = false
  readonly #universe: Universe
  readonly #threads = new Set<SimulatedThread>()
  readonly #parts: (() => Promise<void>)[] = []

  constructor(universe: Universe, name: string) {
    const { schedule, network } = universe
    this.#universe = universe
    this.name = name
    this.time = new ProcessTime(schedule)
    this.hub = network.join(name, this.time, (subject, error) => {
      universe.fault(`${name} could not take "${subject}": ${stackOf(error)}`)
    })
    universe.note(`${name} begins`)
    this.#begin().catch((error) => universe.fault(`${name} could not begin: ${stackOf(error)}`))
  }

  async #begin(): Promise<void> {
    const { schedule, chance, store, areas, fault, note } = this.#universe
    const connection = store.connection(this.time)
    const world = await WorldProcess.begin({
      bus: this.hub,
      journal: connection,
      store: connection,
      areas,
      holder: this.name,
      isAlone: false,
      acceptsLoss: new Set(),
      freeBytes: () => undefined,
      workers: WORKERS,
      threads: { take: () => this.#startThread(schedule).worker } satisfies Pick<Threads, 'take'>,
      seedFor: () => chance.integer(SEEDS),
      random: () => chance.integer(SEEDS) / SEEDS,
      clock: this.time,
      parts: { add: (_name, stop) => this.#parts.push(stop) },
      log: {
        info: (details, words) => note(`${this.name}: ${words} ${JSON.stringify(details)}`),
        warn: (_, words) => note(`${this.name}: ${words}`),
        error: (details, words) => this.#error(details, words),
      },
      onReport: () => {},
      onOver: () => {},
      onLost: (error) => fault(stackOf(error)),
      onDown: () => {
        note(`${this.name} has no worker left, and ends`)
        this.kill()
        this.#universe.ended()
      },
    })
    await world.share()
  }

  /** Most is trouble that storms bring; faults of the rules or of the engine are never right. */
  #error(details: object, words: string): void {
    const { fault, note } = this.#universe
    const told = `${this.name}: ${words} ${wordsOf(details)}`
    if (words.startsWith('a fault of the world')) fault(told)
    else note(told)
  }

  #startThread(schedule: Schedule): SimulatedThread {
    const thread = new SimulatedThread(schedule, this.time)
    this.#threads.add(thread)
    return thread
  }

  get threads(): SimulatedThread[] {
    return [...this.#threads].filter(({ time }) => !time.isDead)
  }

  /** All zones in its memory, those that are ending among them. */
  get zones(): LiveZone[] {
    return this.threads.flatMap(({ zones }) => zones)
  }

  /** As kill -9 would. */
  kill(): void {
    this.time.isDead = true
    this.#universe.network.leave(this.hub)
    for (const thread of this.#threads) thread.end()
  }

  /** As SIGTERM does; it is dead when that is done. */
  async stop(): Promise<void> {
    this.isEnding = true
    for (const stop of this.#parts.reverse()) await stop()
    this.kill()
    this.#universe.note(`${this.name} has ended`)
  }
}

function wordsOf(details: object): string {
  if ('err' in details && details.err instanceof Error) return details.err.message
  return JSON.stringify(details)
}
