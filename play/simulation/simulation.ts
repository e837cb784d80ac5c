import type { AreaDefinition } from '#components/definition.ts'
import { SNAPSHOT_PACE } from '#engine/zone/zoneJournal.ts'
import { Accounts } from '#play/crash/accounts.ts'
import { NO_FUNDS } from '#play/crash/kept.ts'
import { Market } from '#play/crash/market.ts'
import { AT_FIRST } from '#play/crash/standing.ts'
import { Told } from '#play/crash/told.ts'
import { ByteReader } from '#protocol/bytes.ts'
import { readFrameHeader } from '#protocol/frame.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import { createChance } from '#systems/chance.ts'
import { SimulatedEdge } from './edge.ts'
import { judge } from './judge.ts'
import { MemoryStore } from './memoryStore.ts'
import { Network } from './network.ts'
import { Player } from './player.ts'
import { Sayings } from './sayings.ts'
import { Schedule } from './schedule.ts'
import { type Moment, Storm, type Strikes } from './storm.ts'
import { SimulatedWorld, type Universe } from './worldProcess.ts'

const NAMES = ['Alba', 'Bertil', 'Corin', 'Dagny', 'Edmun']
const WORLDS = 2
const EDGES = 2

const STORM_FROM_MS = 3_000
const STORM_MS = 15_000
/** A process that has ended by itself is started again after so long. */
const AGAIN_MS = 1_000
/** In fair weather everybody plays again within so long … */
const CALM_MS_MAX = 60_000
/** … and that is looked for so often. */
const LOOK_MS = 500
/** Answers that each is to have once the storm is over. */
const ANSWERS_MIN = 2
/** A fault that waits for a moment waits no longer than that. */
const MOMENT_MS_MAX = 1_000
/** What may be kept late is kept by then. */
const REST_MS = 2_500

const HASH_BEGIN = 0x811c9dc5
const HASH_PRIME = 0x01000193

/** A fault planted into one simulated world, to see it found. */
export interface Plant {
  /** Changes what the simulation is made of. */
  store?(store: MemoryStore): void
  /** Changes code of the program; @returns puts it back */
  code?(): () => void
}

export interface SimulationOptions {
  seed: number
  plant?: Plant
  /** Told of all that happens, as it does. */
  trace?(line: string): void
}

export interface Violation {
  words: string
  /** What is known of the thing that it is about. */
  log: readonly string[]
}

export interface Outcome {
  seed: number
  violations: readonly Violation[]
  /** Of all that happened: the same for the same seed. */
  hash: number
  /** What happened last, in short. */
  events: readonly string[]
  counts: {
    sent: number
    lost: number
    doubled: number
    handOvers: number
    answers: number
    facts: number
    simulatedMs: number
    done: number
  }
  strikes: Strikes
}

let areas: readonly AreaDefinition[] | undefined

/** Several zones, edges and players on one bus and clock, through a storm and the calm after it. */
export async function simulate(options: SimulationOptions): Promise<Outcome> {
  const putBack = options.plant?.code?.()
  const pace = { ...SNAPSHOT_PACE }
  // Within so short a time there would be none.
  Object.assign(SNAPSHOT_PACE, { everyTicks: 30, recordsMin: 5, stepEntities: 5 })
  const simulation = new Simulation(options)
  try {
    return await simulation.run()
  } finally {
    simulation.end()
    Object.assign(SNAPSHOT_PACE, pace)
    putBack?.()
  }
}

class Simulation implements Universe {
  readonly schedule = new Schedule()
  readonly chance
  readonly network: Network
  readonly store: MemoryStore
  readonly areas: readonly AreaDefinition[]
  readonly #options: SimulationOptions
  readonly #worlds: SimulatedWorld[] = []
  readonly #edges: SimulatedEdge[] = []
  readonly #players: Player[] = []
  readonly #told: Told
  readonly #accounts: Accounts
  readonly #violations: Violation[] = []
  readonly #events: string[] = []
  readonly #waiting: Record<Moment, (() => void)[]> = { answer: [], handOver: [], kept: [] }
  #begun = 0
  #hash = HASH_BEGIN
  /** The run of a zone whose frame arrived last. */
  #run = ''

  constructor(options: SimulationOptions) {
    this.#options = options
    areas ??= loadAreas(new URL('areas/', import.meta.url))
    this.areas = areas
    this.chance = createChance(options.seed)
    const { schedule, chance } = this
    this.network = new Network(schedule, chance, (to, subject, payload) => {
      this.#arrived(to, subject, payload)
    })
    this.store = new MemoryStore(schedule, chance)
    this.store.onHandOver = () => this.#come('handOver')
    this.store.onKept = () => this.#come('kept')
    options.plant?.store?.(this.store)
    const names = new Map(NAMES.map((name, i) => [i + 1, name]))
    this.#told = new Told([], names)
    const fresh = { isInWorld: false, funds: NO_FUNDS, standing: AT_FIRST }
    this.#accounts = new Accounts(
      [...names.keys()].map((uid) => ({ uid, ...fresh })),
      names,
    )
  }

  async run(): Promise<Outcome> {
    for (let i = 0; i < WORLDS; i++) this.#startWorld()
    for (let i = 0; i < EDGES; i++) this.#startEdge()
    this.#seatPlayers()
    await this.schedule.runUntil(STORM_FROM_MS)
    const storm = new Storm(this.#target)
    await this.schedule.runUntil(STORM_FROM_MS + STORM_MS)
    storm.end()
    if (this.#worldsAlive().every(({ isEnding }) => isEnding)) this.#startWorld()
    if (this.#edgesAlive().length === 0) this.#startEdge()
    const facts = (await this.#calmDown()) ? this.#judge() : 0
    return this.#outcome(storm, facts)
  }

  /** All processes end, so that what they hold is given back. */
  end(): void {
    for (const world of this.#worldsAlive()) world.kill()
  }

  readonly note = (words: string): void => {
    const line = `${this.schedule.now()} ${words}`
    this.#mix(words)
    this.#events.push(line)
    this.#options.trace?.(line)
  }

  readonly fault = (words: string): void => {
    this.#violate(words)
  }

  readonly ended = (): void => {
    this.schedule.after(AGAIN_MS, () => this.#startWorld())
  }

  get #target() {
    const { schedule, chance, network, store } = this
    return {
      schedule,
      chance,
      network,
      store,
      worlds: () => this.#worldsAlive(),
      edges: () => this.#edgesAlive(),
      startWorld: () => this.#startWorld(),
      startEdge: () => this.#startEdge(),
      killEdge: (edge: SimulatedEdge) => this.#killEdge(edge),
      note: this.note,
      atNext: (moment: Moment, run: () => void) => this.#atNext(moment, run),
    }
  }

  #atNext(moment: Moment, run: () => void): void {
    let isDone = false
    const once = () => {
      if (isDone) return
      isDone = true
      run()
    }
    this.#waiting[moment].push(once)
    this.schedule.after(MOMENT_MS_MAX, once)
  }

  /** Not amid what has brought it about. */
  #come(moment: Moment): void {
    for (const run of this.#waiting[moment].splice(0)) this.schedule.after(0, run)
  }

  #worldsAlive(): SimulatedWorld[] {
    return this.#worlds.filter(({ time }) => !time.isDead)
  }

  #edgesAlive(): SimulatedEdge[] {
    return this.#edges.filter(({ time }) => !time.isDead)
  }

  #startWorld(): void {
    this.#worlds.push(new SimulatedWorld(this, `world${++this.#begun}`))
  }

  #startEdge(): void {
    this.#edges.push(new SimulatedEdge(this, `edge${++this.#begun}`))
  }

  #killEdge(edge: SimulatedEdge): void {
    edge.kill()
    for (const player of this.#players) player.edgeDied(edge)
  }

  #seatPlayers(): void {
    const { schedule, chance } = this
    const violation = (words: string) => this.#violate(words)
    const table = {
      schedule,
      chance,
      told: this.#told,
      accounts: this.#accounts,
      market: new Market(this.areas),
      sayings: new Sayings(() => this.#run, violation),
      players: this.#players,
      edges: () => this.#edgesAlive(),
      note: this.note,
      violation,
      answered: () => this.#come('answer'),
    }
    for (const [i, name] of NAMES.entries()) {
      this.store.addCharacter(i + 1)
      this.#players.push(new Player(table, i + 1, name))
    }
  }

  /** Waits until everybody plays again, and then until everything has come to rest. */
  async #calmDown(): Promise<boolean> {
    const from = new Map(this.#players.map((player) => [player, player.answers]))
    const hasPlayed = (player: Player) => player.answers - from.get(player)! >= ANSWERS_MIN
    if (!(await this.#until((player) => hasPlayed(player), 'plays'))) return false
    for (const player of this.#players) player.isIdle = true
    const isCalm = (player: Player) => player.isSettled && this.#runsAllZones()
    if (!(await this.#until(isCalm, 'comes to rest'))) return false
    await this.schedule.runUntil(this.schedule.now() + REST_MS)
    return this.#until(isCalm, 'comes to rest')
  }

  /** Those who hold them run them: none is on its way from one to another. */
  #runsAllZones(): boolean {
    const worlds = this.#worldsAlive()
    return this.#zones.every((name) => {
      const { holder } = this.store.ownerOf(name)
      const running = worlds.filter(({ zones }) => zones.some((zone) => zone.name === name))
      return running.length === 1 && running[0]!.name === holder
    })
  }

  get #zones(): string[] {
    return [...new Set(this.areas.map(({ zone }) => zone))]
  }

  async #until(isDone: (player: Player) => boolean, what: string): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < CALM_MS_MAX; waitedMs += LOOK_MS) {
      if (this.#players.every(isDone)) return true
      for (const player of this.#players) player.seat?.beWhole()
      await this.schedule.runUntil(this.schedule.now() + LOOK_MS)
    }
    const late = this.#players.filter((player) => !isDone(player))
    this.#violate(`After ${CALM_MS_MAX} ms of calm no ${late.map(({ name }) => name)} ${what}`)
    return false
  }

  #judge(): number {
    return judge({
      zones: this.#zones,
      worlds: this.#worldsAlive(),
      store: this.store,
      players: this.#players,
      told: this.#told,
      accounts: this.#accounts,
      complain: (words, log = []) => this.#violations.push({ words, log }),
    })
  }

  #violate(words: string): void {
    this.note(`VIOLATION: ${words}`)
    this.#violations.push({ words, log: [] })
  }

  #arrived(to: string, subject: string, payload: Uint8Array): void {
    this.#mix(`${to} ${subject}`)
    this.#hash = Math.imul(this.#hash ^ payload.length, HASH_PRIME)
    if (!subject.startsWith('edge.')) return
    const { zone, epoch } = readFrameHeader(new ByteReader(payload))
    this.#run = `${zone} ${epoch}`
  }

  #mix(words: string): void {
    let hash = this.#hash ^ this.schedule.now()
    for (let i = 0; i < words.length; i++) {
      hash = Math.imul(hash ^ words.charCodeAt(i), HASH_PRIME)
    }
    this.#hash = hash >>> 0
  }

  #outcome({ strikes }: Storm, facts: number): Outcome {
    const { sent, lost, doubled } = this.network.counts
    const answers = this.#players.reduce((sum, player) => sum + player.answers, 0)
    const { handOvers } = this.store
    const simulatedMs = this.schedule.now()
    const { done } = this.schedule
    return {
      seed: this.#options.seed,
      violations: this.#violations,
      hash: this.#hash >>> 0,
      events: this.#events,
      counts: { sent, lost, doubled, handOvers, answers, facts, simulatedMs, done },
      strikes,
    }
  }
}
