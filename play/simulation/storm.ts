import { oneOf } from '#play/crash/situation.ts'
import type { Chance } from '#systems/chance.ts'
import type { SimulatedEdge } from './edge.ts'
import { LATENCY_MS, type MemoryStore } from './memoryStore.ts'
import { FAIR, type Network } from './network.ts'
import type { Schedule } from './schedule.ts'
import type { SimulatedWorld } from './worldProcess.ts'

const WORLDS_MAX = 4

/** What a storm strikes. */
export interface Target {
  schedule: Schedule
  chance: Chance
  network: Network
  store: MemoryStore
  /** Those that live. */
  worlds(): SimulatedWorld[]
  edges(): SimulatedEdge[]
  startWorld(): void
  startEdge(): void
  killEdge(edge: SimulatedEdge): void
  note(words: string): void
  /** The storm is over: nothing strikes any more. */
  isOver(): boolean
  /** Calls `run` when just that has happened, or after a while. */
  atNext(moment: Moment, run: () => void): void
}

/** Somebody was told something, or has left one zone for another; or something was just kept. */
export type Moment = 'answer' | 'handOver' | 'kept'

/** So often each fault has struck. */
export type Strikes = Record<Fault, number>

type Fault =
  | 'killWorld'
  | 'killAll'
  | 'killUnkept'
  | 'stopWorld'
  | 'freezeWorld'
  | 'crashThread'
  | 'startWorld'
  | 'killEdge'
  | 'freezeEdge'
  | 'freezeStore'
  | 'slowStore'
  | 'breakStore'
  | 'cutOff'
  | 'weather'

const FAULTS: Record<Fault, (target: Target) => void> = {
  killWorld: strikeWorld('die', (world) => world.kill()),
  /** As when the power fails. */
  killAll(target: Target) {
    target.note('all worlds die')
    for (const world of target.worlds()) world.kill()
    for (let i = 0; i < 2; i++)
      target.schedule.after(target.chance.integer(2_000), target.startWorld)
  },
  /** What was done is in the memory of one that dies, and nowhere else. */
  killUnkept(target: Target) {
    const { chance, schedule } = target
    FAULTS.freezeStore(target)
    schedule.after(chance.integer(1_500), () => {
      target.atNext('answer', () => {
        if (!target.isOver()) FAULTS.killWorld(target)
      })
    })
  },
  stopWorld: strikeWorld('end', (world) => {
    void world.stop()
  }),
  freezeWorld: (target) => freeze(target, target.worlds(), 12_000),
  crashThread(target: Target) {
    const world = oneOf(target.chance, target.worlds())
    const thread = world && oneOf(target.chance, world.threads)
    if (!thread) return
    target.note(`a thread of ${world.name} crashes`)
    thread.crash()
  },
  startWorld(target: Target) {
    if (target.worlds().length < WORLDS_MAX) target.startWorld()
  },
  killEdge(target: Target) {
    const edge = oneOf(target.chance, target.edges())
    if (!edge) return
    target.note(`${edge.name} is killed`)
    target.killEdge(edge)
    target.schedule.after(target.chance.integer(2_000), () => target.startEdge())
  },
  freezeEdge: (target) => freeze(target, target.edges(), 5_000),
  freezeStore({ chance, store, schedule, note }: Target) {
    store.isFrozen = true
    const ms = 100 + chance.integer(5_000)
    note(`the store is frozen for ${ms} ms`)
    schedule.after(ms, () => {
      store.isFrozen = false
    })
  },
  cutOff(target: Target) {
    const { chance, schedule, note } = target
    const one = oneOf(chance, [...target.worlds(), ...target.edges()])
    if (!one) return
    one.hub.isCutOff = true
    const ms = 200 + chance.integer(7_000)
    note(`${one.name} is cut off for ${ms} ms`)
    const isTold = chance.oneIn(2)
    schedule.after(ms, () => one.hub.restore(isTold))
  },
  weather({ chance, network, note }: Target) {
    const often = (most: number) => (chance.oneIn(3) ? 0 : chance.integer(most))
    const weather = {
      lostPerMille: often(300),
      doubledPerMille: often(300),
      delayMsMax: 1 + often(chance.oneIn(3) ? 150 : 20),
      strayPerMille: often(20),
    }
    network.weather = weather
    note(`weather: ${JSON.stringify(weather)}`)
  },
  slowStore({ chance, store, note }: Target) {
    store.latencyMsMax = LATENCY_MS + chance.integer(400)
    note(`the store takes up to ${store.latencyMsMax} ms`)
  },
  breakStore({ chance, store, note }: Target) {
    store.brokenPerMille = chance.integer(200)
    note(`the store breaks off ${store.brokenPerMille} of a thousand requests`)
  },
}

function freeze(
  { chance, schedule, note }: Target,
  all: readonly (SimulatedWorld | SimulatedEdge)[],
  msMax: number,
): void {
  const one = oneOf(chance, all)
  if (!one) return
  one.time.freeze()
  const ms = 200 + chance.integer(msMax)
  note(`${one.name} is frozen for ${ms} ms`)
  schedule.after(ms, () => one.time.thaw())
}

function strikeWorld(how: string, strike: (world: SimulatedWorld) => void) {
  return (target: Target) => {
    const { chance, schedule, note } = target
    const world = oneOf(
      chance,
      target.worlds().filter(({ isEnding }) => !isEnding),
    )
    if (!world) return
    note(`${world.name} is to ${how}`)
    strike(world)
    schedule.after(chance.integer(4_000), () => target.startWorld())
  }
}

/** Strikes again and again, with faults of some kinds only, until it is over. */
export class Storm {
  readonly strikes = Object.fromEntries(Object.keys(FAULTS).map((name) => [name, 0])) as Strikes
  readonly #target: Target
  readonly #kinds: Fault[]
  readonly #pauseMs: number
  #isOver = false

  constructor(struck: Omit<Target, 'isOver'>) {
    const { chance } = struck
    const target = { ...struck, isOver: () => this.#isOver }
    this.#target = target
    const all = Object.keys(FAULTS) as Fault[]
    const some = all.filter(() => chance.oneIn(2))
    this.#kinds = some.length > 0 ? some : all
    this.#pauseMs = 300 + chance.integer(3_000)
    if (!chance.oneIn(3)) FAULTS.weather(target)
    if (chance.oneIn(3)) FAULTS.slowStore(target)
    this.#strikeLater()
  }

  /** Fair weather, and all that can live again does. */
  end(): void {
    this.#isOver = true
    const { network, store, worlds, edges } = this.#target
    network.weather = FAIR
    store.isFrozen = false
    store.brokenPerMille = 0
    store.latencyMsMax = LATENCY_MS
    for (const { time, hub } of [...worlds(), ...edges()]) {
      time.thaw()
      if (hub.isCutOff) hub.restore(true)
    }
    this.#target.note('the storm is over')
  }

  #strike(kind: Fault): void {
    if (!this.#isOver) FAULTS[kind](this.#target)
  }

  #strikeLater(): void {
    const { schedule, chance } = this.#target
    schedule.after(chance.integer(2 * this.#pauseMs), () => {
      if (this.#isOver) return
      const kind = oneOf(chance, this.#kinds)!
      this.strikes[kind]++
      this.#strikeLater()
      const moment = oneOf(chance, ['now', 'answer', 'handOver', 'kept'] as const)!
      if (moment === 'now') this.#strike(kind)
      else this.#target.atNext(moment, () => this.#strike(kind))
    })
  }
}
