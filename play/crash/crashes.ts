import { setTimeout as delay } from 'node:timers/promises'
import { type Chance, createChance } from '#systems/chance.ts'
import { Accounts } from './accounts.ts'
import { Bot } from './bot.ts'
import { chooseDoing } from './doings.ts'
import { countedGold, inspectGold } from './goldCount.ts'
import { inspectWorld } from './inspect.ts'
import { type Kept, readKept } from './kept.ts'
import { Told, type Violation } from './told.ts'
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

export interface CrashSummary {
  kills: number
  answers: number
  facts: number
  lost: number
  doubled: number
  /** Whatever else cannot be. */
  broken: number
  failedRecoveries: number
  /** How often bots were told what of coins and experience. */
  deeds: Map<string, number>
  /** Why the run could not go on, if it could not. */
  failure: string | undefined
  recoveryMs: number[]
}

const ZONE = 'fair'
const NAMES = ['Alba', 'Bertil', 'Corin', 'Dagny', 'Edmun', 'Frida']

const PLAY_MS_MIN = 200
const PLAY_MS_MAX = 5_000
const PAUSE_MS_MAX = 8
/** Blows take their time, and there is little to do meanwhile. */
const FIGHT_PAUSE_MS_MAX = 200
const ANSWER_MS_MAX = 500
/**
 * What one who is away at a start carries is brought anew then: with more quitting, the world would
 * soon be full of things with the same names, which bots leave alone.
 */
const QUIT_ONCE_IN = 150

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
    run.giveUp(error)
  } finally {
    await run.cut()
  }
  return run.summary
}

class CrashRun {
  readonly summary: CrashSummary = {
    kills: 0,
    answers: 0,
    facts: 0,
    lost: 0,
    doubled: 0,
    broken: 0,
    failedRecoveries: 0,
    deeds: new Map(),
    failure: undefined,
    recoveryMs: [],
  }
  readonly #options: CrashOptions
  readonly #chance: Chance
  readonly #bots = NAMES.map((name) => new Bot(name))
  readonly #names = new Set<string>()
  #process: WorldProcess
  #told = new Told()
  #accounts = new Accounts([], new Map())
  #port = 0
  #isInterrupted = false
  /** Bots finish what they do, and do nothing more. */
  #rests = false
  #onAnswer = () => {}

  constructor(options: CrashOptions) {
    this.#options = options
    this.#chance = createChance(options.seed)
    this.#process = new WorldProcess(options)
  }

  /** Makes the bots' characters. */
  async begin(): Promise<void> {
    this.#port = await this.#process.opens()
    const before = await this.#read()
    for (const bot of this.#bots) await this.#enter(bot)
    const { characters } = await this.#read()
    for (const bot of this.#bots) bot.uid = characters.get(bot.name.toLowerCase())!.uid
    this.#tellAnew({ ...before, characters })
    this.#countBeside(await inspectWorld(this.#bots, before, this.#names))
  }

  /** One kill and what follows. @returns whether all was as it should be */
  async next(kill: number): Promise<boolean> {
    const { takesDatabase, onKill } = this.#options
    const playMs = PLAY_MS_MIN + this.#chance.integer(PLAY_MS_MAX - PLAY_MS_MIN)
    const answers = await this.#playFor(playMs, async () => {
      const strike = this.#process.aim(takesDatabase(kill))
      if (this.#chance.oneIn(2)) await this.#nextAnswer()
      await strike()
    })
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
    const { violations } = await this.#recover()
    for (const violation of violations) this.#options.onViolation(violation)
    const before = await this.#read()
    await this.#playFor(PLAY_MS_MAX, async () => {
      this.#rests = true
    })
    const counted = async () => countedGold(await this.#process.metrics())
    this.#countBeside(await inspectGold(before, await this.#read(), counted))
    await this.#stop()
    this.#countBeside(this.#faults())
  }

  /** Notes why the run cannot go on. */
  giveUp(error: unknown): void {
    this.summary.failedRecoveries++
    this.summary.failure = error instanceof Error ? (error.stack ?? error.message) : String(error)
  }

  async cut(): Promise<void> {
    await this.#process.aim(true)()
    await this.#ends()
  }

  /** @returns how many answers bots had until `interrupt` ended it */
  async #playFor(ms: number, interrupt: () => Promise<void>): Promise<number> {
    const answers = () => this.#bots.reduce((sum, bot) => sum + bot.answers, 0)
    const before = answers()
    const playing = Promise.all(this.#bots.map((bot) => this.#play(bot)))
    this.#isInterrupted = false
    this.#rests = false
    await Promise.race([delay(ms), playing])
    this.#isInterrupted = true
    await interrupt()
    await playing
    if (!this.#rests) await this.#ends()
    return answers() - before
  }

  /** Has a bot do one thing after the other until its connection ends. */
  async #play(bot: Bot): Promise<void> {
    const chance = this.#chance
    for (let goesOn = true; goesOn; ) {
      if (this.#rests) return
      await delay(chance.integer(bot.foe === '' ? PAUSE_MS_MAX : FIGHT_PAUSE_MS_MAX))
      if (bot.foe === '' && chance.oneIn(QUIT_ONCE_IN)) {
        goesOn = await bot.quitAndReturn(this.#port)
        continue
      }
      const company = this.#bots.filter((other) => {
        return other !== bot && other.room === bot.room && other.isInWorld
      })
      const situation = { bot, company, told: this.#told, accounts: this.#accounts, chance }
      goesOn = await bot.does(chooseDoing(situation))
      this.#onAnswer()
    }
    this.#onAnswer()
    if (this.#isInterrupted) return
    throw new Error(`${bot.name} was cut off, and told last: ${bot.lastLine}`)
  }

  /** Waits until a bot has been answered: just then something was told that may not be kept. */
  async #nextAnswer(): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      this.#onAnswer = resolve
    })
    await Promise.race([answered, delay(ANSWER_MS_MAX)])
  }

  /** Starts the program, and compares what is kept with what was told, and with what it shows. */
  async #recover(): Promise<Recovery> {
    const violations = this.#faults()
    const beganMs = performance.now()
    this.#process = new WorldProcess(this.#options)
    this.#port = await this.#process.opens()
    const openMs = performance.now() - beganMs
    const kept = await this.#read()
    const told = this.#told.compare(kept.things)
    const accounts = this.#accounts.compare(kept.characters.values())
    addUp(this.summary.deeds, this.#accounts.tally)
    violations.push(...kept.violations, ...told.violations, ...accounts.violations)
    violations.push(...this.#misplaced(kept))
    const recoveryMs = openMs + (await this.#letIn(kept))
    this.summary.recoveryMs.push(recoveryMs)
    violations.push(...(await inspectWorld(this.#bots, kept, this.#names)))
    const facts = told.facts + accounts.facts + this.#bots.length
    this.#count(facts, violations)
    return { recoveryMs, facts, violations }
  }

  /** @returns how long the first bot took to get in */
  async #letIn(kept: Kept): Promise<number> {
    for (const bot of this.#bots) bot.wakeWith(kept.things)
    this.#tellAnew(kept)
    const beganMs = performance.now()
    const [first, ...others] = this.#bots
    await this.#enter(first!)
    const tookMs = performance.now() - beganMs
    await Promise.all(others.map((bot) => this.#enter(bot)))
    return tookMs
  }

  async #enter(bot: Bot): Promise<void> {
    if (await bot.enter(this.#port)) return
    throw new Error(`${bot.name} was not let in, but told: ${bot.lastLine}`)
  }

  /** Bots that are in the world, or are not, unlike what they were told. */
  #misplaced({ characters }: Kept): Violation[] {
    const wrong = this.#bots.filter(({ name, isInWorld }) => {
      const kept = characters.get(name.toLowerCase())
      return isInWorld !== undefined && kept?.isInWorld !== isInWorld
    })
    return wrong.map(({ name, isInWorld }) => {
      const words = `${name} was told to have ${isInWorld ? 'entered' : 'left'}, and has not`
      return { kind: 'lost', words, log: [] }
    })
  }

  /** From now on bots are told of what is kept. */
  #tellAnew({ things, characters }: Pick<Kept, 'things' | 'characters'>): void {
    const names = new Map(this.#bots.map(({ uid, name }) => [uid, name]))
    this.#told = new Told(things, names)
    this.#accounts = new Accounts(characters.values(), names)
    for (const bot of this.#bots) bot.tellTo(this.#told, this.#accounts)
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

  async #stop(): Promise<void> {
    await this.#process.stop()
    await this.#ends()
  }

  async #ends(): Promise<void> {
    await Promise.all(this.#bots.map((bot) => bot.ends()))
  }

  #read(): Promise<Kept> {
    return readKept(this.#options.dataDir, ZONE)
  }
}

/** Adds counts to a sum of them. */
export function addUp(sum: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [name, count] of counts) sum.set(name, (sum.get(name) ?? 0) + count)
}
