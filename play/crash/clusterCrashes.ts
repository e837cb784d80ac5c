import { setTimeout as delay } from 'node:timers/promises'
import { type Chance, createChance } from '#systems/chance.ts'
import type { Bot } from './bot.ts'
import { Cluster, PARTS, type Part } from './cluster.ts'
import type { KillReport } from './crashes.ts'
import { inspectWorld } from './inspect.ts'
import type { Kept } from './kept.ts'
import { ZONES } from './market.ts'
import { readKept } from './readKept.ts'
import { addUp, type CrashSummary, newSummary, noteFailure } from './summary.ts'
import type { Violation } from './told.ts'
import { Troupe } from './troupe.ts'

export interface ClusterCrashOptions {
  kills: number
  seed: number
  /** With a fresh cluster of the database in it: for this run alone. */
  dataDir: string
  /** What is killed, each in its turn; by default whatever chance will have. */
  parts?: readonly Part[]
  onKill(report: ClusterKillReport): void
}

export interface ClusterKillReport extends KillReport {
  part: Part
}

const PLAY_MS_MIN = 200
const PLAY_MS_MAX = 4_000

/** So long it may take until one is let in again, or the database answers. */
const BACK_MS_MAX = 90_000
const TRY_AGAIN_MS = 100

/**
 * Has bots play in a world of many processes, kills one after another, starts it again, and
 * compares whenever all play again.
 */
export async function runClusterCrashes(options: ClusterCrashOptions): Promise<CrashSummary> {
  const cluster = await Cluster.start(options.dataDir)
  const run = new ClusterRun(options, cluster)
  try {
    await run.begin()
    for (let kill = 1; kill <= options.kills; kill++) await run.next(kill)
  } catch (error) {
    noteFailure(run.summary, error)
  } finally {
    await run.end()
  }
  return run.summary
}

class ClusterRun {
  readonly summary = newSummary()
  readonly #options: ClusterCrashOptions
  readonly #cluster: Cluster
  readonly #chance: Chance
  readonly #troupe: Troupe
  #isOver = false

  constructor(options: ClusterCrashOptions, cluster: Cluster) {
    this.#options = options
    this.#cluster = cluster
    this.#chance = createChance(options.seed)
    this.#troupe = new Troupe({
      chance: this.#chance,
      portOf: (bot) => this.#portOf(bot, 0),
      onCut: (bot) => this.#comeBack(bot),
    })
  }

  /** Makes the bots' characters. */
  async begin(): Promise<void> {
    await this.#troupe.begin(() => this.#read())
  }

  /** One kill and what follows. */
  async next(kill: number): Promise<void> {
    const { parts, onKill } = this.#options
    const part = parts
      ? parts[(kill - 1) % parts.length]!
      : PARTS[this.#chance.integer(PARTS.length)]!
    const playMs = PLAY_MS_MIN + this.#chance.integer(PLAY_MS_MAX - PLAY_MS_MIN)
    const before = this.#troupe.answers
    const playing = this.#troupe.play()
    const strike = await this.#cluster.aim(part, this.#chance)
    await Promise.race([delay(playMs), playing])
    if (this.#chance.oneIn(2)) await this.#troupe.nextAnswer()
    for (const bot of this.#troupe.bots) bot.shake()
    const struckMs = performance.now()
    const restarted = strike()
    this.#troupe.rest()
    await Promise.all([playing, restarted])
    await this.#settle()
    const recoveryMs = Math.max(...this.#troupe.bots.map(({ backMs }) => backMs - struckMs))
    this.summary.kills++
    const answers = this.#troupe.answers - before
    this.summary.answers += answers
    this.summary.recoveryMs.push(recoveryMs)
    const found = await this.#look()
    onKill({ kill, part, answers, playMs, recoveryMs, ...found })
  }

  async end(): Promise<void> {
    this.#isOver = true
    await this.#cluster.stop()
    await this.#troupe.ends()
  }

  /** Waits until all bots are answered, have heard what they missed, and fight no more. */
  async #settle(): Promise<void> {
    const { bots } = this.#troupe
    await Promise.all(bots.map((bot) => this.#settles(bot)))
    const late = performance.now() + BACK_MS_MAX
    while (bots.some(({ foe }) => foe !== '')) {
      if (performance.now() > late) throw new Error(fightsOf(bots))
      await delay(TRY_AGAIN_MS)
    }
    // Who has fallen may have gone over a border.
    await Promise.all(bots.map((bot) => this.#settles(bot)))
  }

  async #settles(bot: Bot): Promise<void> {
    while (!(await bot.settles())) await this.#comeBack(bot)
  }

  /** Compares what is kept with what was told, and with what the world shows. */
  async #look(): Promise<{ facts: number; violations: Violation[] }> {
    const { bots } = this.#troupe
    const kept = await this.#read()
    const { facts, violations } = this.#troupe.compare(kept)
    addUp(this.summary.deeds, this.#troupe.tally)
    this.#troupe.tellAnew(kept)
    violations.push(...(await inspectWorld(bots, bots[0]!, kept)).violations)
    for (const words of this.#cluster.takeFaults())
      violations.push({ kind: 'broken', words, log: [] })
    this.summary.facts += facts
    for (const { kind } of violations) this.summary[kind]++
    return { facts, violations }
  }

  /** Brings one back whose connection has ended, by whichever way in there is. */
  async #comeBack(bot: Bot): Promise<boolean> {
    const late = performance.now() + BACK_MS_MAX
    for (let failures = 1; !this.#isOver; failures++) {
      if (await bot.enter(this.#portOf(bot, failures))) {
        if (!(await bot.settles())) continue
        bot.hasDone()
        return true
      }
      if (performance.now() > late) throw new Error(`${bot.name} is not let in: ${bot.lastLine}`)
      await delay(TRY_AGAIN_MS)
    }
    return false
  }

  #portOf(bot: Bot, failures: number): number {
    return this.#cluster.portOf(this.#troupe.bots.indexOf(bot), failures)
  }

  /** The database may be on its way back. */
  async #read(): Promise<Kept> {
    const { dataDir } = this.#options
    const late = performance.now() + BACK_MS_MAX
    for (;;) {
      try {
        return await readKept({ dataDir, url: this.#cluster.url, zones: ZONES })
      } catch (error) {
        if (performance.now() > late) throw error
        await delay(TRY_AGAIN_MS)
      }
    }
  }
}

function fightsOf(bots: readonly Bot[]): string {
  const fighting = bots.filter(({ foe }) => foe !== '')
  return fighting.map((bot) => `${bot.name} fights ${bot.foe} for ever: ${bot.readLast}`).join('\n')
}
