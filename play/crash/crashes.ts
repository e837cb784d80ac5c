import { setTimeout as delay } from 'node:timers/promises'
import { type Chance, createChance } from '#systems/chance.ts'
import type { Bot } from './bot.ts'
import { countedGold, inspectGold } from './goldCount.ts'
import { inspectNames, inspectWorld } from './inspect.ts'
import type { Kept } from './kept.ts'
import { ZONES } from './market.ts'
import { readKept } from './readKept.ts'
import { addUp, type CrashSummary, newSummary, noteFailure } from './summary.ts'
import type { Violation } from './told.ts'
import { Troupe } from './troupe.ts'
import { type Preload, WorldProcess } from './worldProcess.ts'

export interface CrashOptions {
  kills: number
  seed: number
  /** Whether the database's processes are killed, too; kills are counted from 1. */
  takesDatabase(kill: number): boolean
  /** `plantedBug`: the program tells before it keeps. */
  preloads: readonly Preload[]
  /** With a fresh cluster or nothing in it: for this run alone. */
  dataDir: string
  /** Ends the run after the first kill that shows a violation. */
  stopsAtFirst: boolean
  onKill(report: KillReport): void
  /** Is told of what is found at other times. */
  onViolation(violation: Violation): void
}

interface Recovery {
  /** From the start of the process to the first accepted login, without our own looking. */
  recoveryMs: number
  facts: number
  violations: readonly Violation[]
}

export interface KillReport extends Recovery {
  kill: number
  /** Answers that bots had between the start of play and the kill. */
  answers: number
  playMs: number
}

const PLAY_MS_MIN = 200
const PLAY_MS_MAX = 5_000

/** Has bots play, kills the program, starts it again and compares, again and again. */
export async function runCrashes(options: CrashOptions): Promise<CrashSummary> {
  const run = new CrashRun(options)
  try {
    await run.begin()
    for (let kill = 1; kill <= options.kills; kill++) {
      const isWell = await run.next(kill)
      if (!isWell && options.stopsAtFirst) return run.summary
    }
    await run.end()
  } catch (error) {
    noteFailure(run.summary, error)
  } finally {
    await run.cut()
  }
  return run.summary
}

class CrashRun {
  readonly summary = newSummary()
  readonly #options: CrashOptions
  readonly #chance: Chance
  readonly #troupe: Troupe
  readonly #names = new Set<string>()
  #process: WorldProcess
  #port = 0
  #isInterrupted = false

  constructor(options: CrashOptions) {
    this.#options = options
    this.#chance = createChance(options.seed)
    this.#process = new WorldProcess(options)
    this.#troupe = new Troupe({
      chance: this.#chance,
      portOf: () => this.#port,
      onCut: async (bot) => this.#cutOff(bot),
    })
  }

  /** Makes the bots' characters. */
  async begin(): Promise<void> {
    this.#port = await this.#process.opens()
    const before = await this.#troupe.begin(() => this.#read())
    this.#countBeside(await this.#inspect(before))
  }

  /** One kill and what follows. @returns whether all was as it should be */
  async next(kill: number): Promise<boolean> {
    const { takesDatabase, onKill } = this.#options
    const playMs = PLAY_MS_MIN + this.#chance.integer(PLAY_MS_MAX - PLAY_MS_MIN)
    const answers = await this.#playFor(playMs, async () => {
      const strike = this.#process.aim(takesDatabase(kill))
      if (this.#chance.oneIn(2)) await this.#troupe.nextAnswer()
      await strike()
    })
    await this.#troupe.ends()
    this.summary.kills++
    this.summary.answers += answers
    const recovery = await this.#recover()
    onKill({ kill, answers, playMs, ...recovery })
    return recovery.violations.length === 0
  }

  /**
   * Stops the program well amid play, and looks at the world once more; then has bots rest, and
   * looks whether the rules have counted all gold that they have paid and taken.
   */
  async end(): Promise<void> {
    await this.#playFor(PLAY_MS_MIN, () => this.#process.stop())
    await this.#troupe.ends()
    const { violations } = await this.#recover()
    for (const violation of violations) this.#options.onViolation(violation)
    const before = await this.#read()
    await this.#playFor(PLAY_MS_MAX, async () => this.#troupe.rest())
    const counted = async () => countedGold(await this.#process.metrics())
    this.#countBeside(await inspectGold(before, await this.#read(), counted))
    await this.#process.stop()
    await this.#troupe.ends()
    this.#countBeside(this.#faults())
  }

  async cut(): Promise<void> {
    await this.#process.aim(true)()
    await this.#troupe.ends()
  }

  /** @returns how many answers bots had until `interrupt` ended it */
  async #playFor(ms: number, interrupt: () => Promise<void>): Promise<number> {
    const before = this.#troupe.answers
    this.#isInterrupted = false
    const playing = this.#troupe.play()
    await Promise.race([delay(ms), playing])
    this.#isInterrupted = true
    await interrupt()
    await playing
    return this.#troupe.answers - before
  }

  #cutOff(bot: Bot): boolean {
    if (this.#isInterrupted) return false
    throw new Error(`${bot.name} was cut off, and told last: ${bot.lastLine}`)
  }

  /** Starts the program, and compares what is kept with what was told, and with what it shows. */
  async #recover(): Promise<Recovery> {
    const violations = this.#faults()
    const beganMs = performance.now()
    this.#process = new WorldProcess(this.#options)
    this.#port = await this.#process.opens()
    const openMs = performance.now() - beganMs
    const kept = await this.#read()
    const told = this.#troupe.compare(kept)
    addUp(this.summary.deeds, this.#troupe.tally)
    violations.push(...told.violations)
    const recoveryMs = openMs + (await this.#letIn(kept))
    this.summary.recoveryMs.push(recoveryMs)
    violations.push(...(await this.#inspect(kept)))
    this.#count(told.facts, violations)
    return { recoveryMs, facts: told.facts, violations }
  }

  /** @returns how long the first bot took to get in */
  async #letIn(kept: Kept): Promise<number> {
    const { bots } = this.#troupe
    for (const bot of bots) bot.wakeWith(kept.things)
    this.#troupe.tellAnew(kept)
    const beganMs = performance.now()
    const [first, ...others] = bots
    await this.#troupe.enter(first!)
    const tookMs = performance.now() - beganMs
    await Promise.all(others.map((bot) => this.#troupe.enter(bot)))
    return tookMs
  }

  /** Compares what the world shows with what is kept, and with what resets bring. */
  async #inspect(kept: Kept): Promise<Violation[]> {
    const { bots } = this.#troupe
    const { violations, fresh } = await inspectWorld(bots, bots[0]!, kept)
    if (this.#names.size === 0) for (const name of fresh) this.#names.add(name)
    return [...violations, ...inspectNames(kept, fresh, this.#names)]
  }

  #faults(): Violation[] {
    return this.#process.faults.map((words) => ({ kind: 'broken', words, log: [] }))
  }

  #count(facts: number, violations: readonly Violation[]): void {
    this.summary.facts += facts
    for (const { kind } of violations) this.summary[kind]++
  }

  #countBeside(violations: readonly Violation[]): void {
    this.#count(0, violations)
    for (const violation of violations) this.#options.onViolation(violation)
  }

  #read(): Promise<Kept> {
    return readKept({ dataDir: this.#options.dataDir, zones: ZONES })
  }
}
