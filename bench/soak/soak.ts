import { setTimeout as sleep } from 'node:timers/promises'
import { nameOf } from '#bench/names.ts'
import { Bot } from '#bench/telnet/bot.ts'
import { openFiles, residentKb } from '#bench/telnet/processes.ts'
import { type Server, startLoam } from '#bench/telnet/server.ts'
import { Streets, signIn, signUp, Wanderer } from '#bench/telnet/workload.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import { floorsOf, type Sample, slopePerMs } from './trend.ts'

/** Telnet's IAC GA, which ends a prompt for a client that agrees to nothing. */
const GO_AHEAD = Buffer.of(255, 249)
const GREETING = Buffer.from('By what name')

const STEP_MS = 20
const SAMPLE_MS = 1_000
const FLOOR_MS = 60_000
/** While memory is not judged yet: code is compiled, and caches fill. */
const WARM_UP_PART = 1 / 3
/** So long last answers are waited for. */
const SETTLE_MS = 2_000
/** So long files may take to be closed: a connection to the database that rests is, after 10 s. */
const CLOSED_MS = 15_000
/** So long somebody waits for answers before hanging up. */
const PATIENCE_MS = 10_000
const TEN_MINUTES_MS = 600_000

export interface SoakOrder {
  players: number
  lastsMs: number
  progress?(words: string): void
}

/** What became of the program's memory and files while many played. */
export interface SoakReport {
  lines: number
  /** Hung up and came back. */
  returns: number
  /** Lines whose answer was another than the one waited for, as in the dark, or none. */
  unanswered: number
  /** Least memory in the first minute that counts, and in the last. */
  residentMb: { first: number; last: number }
  /** By how much that grew. */
  mbPerTenMinutes: number
  /** Before anybody had come, and after all had left. */
  files: { before: number; after: number }
}

/** Bots who walk about and talk, a line each second; now and then one hangs up and comes back. */
class Crowd {
  lines = 0
  returns = 0
  readonly #port: number
  readonly #bots: Bot[] = []
  readonly #wanderers: Wanderer[]
  /** Those who are not there: where they are must be known when they walk on. */
  readonly #away = new Set<number>()

  constructor(port: number, players: number) {
    const streets = new Streets(loadAreas(new URL('../../scripting/areas/', import.meta.url)))
    this.#port = port
    this.#wanderers = Array.from({ length: players }, (_, i) => new Wanderer(streets, i))
  }

  get waiting(): number {
    return this.#bots.reduce((sum, { waiting }) => sum + waiting, 0)
  }

  async enter(): Promise<void> {
    for (let i = 0; i < this.#wanderers.length; i++) {
      const bot = await Bot.connect(this.#port, GO_AHEAD, GREETING)
      await bot.ask(signUp(nameOf(i)))
      this.#bots.push(bot)
    }
  }

  type(i: number): void {
    if (this.#away.has(i)) return
    this.lines++
    this.#bots[i]!.send(this.#wanderers[i]!.next(), () => {})
  }

  /** Hangs up, when all is answered, and comes back to where its character stands. */
  async comeBack(i: number): Promise<void> {
    this.#away.add(i)
    const until = performance.now() + PATIENCE_MS
    while (this.#bots[i]!.waiting > 0 && performance.now() < until) await sleep(STEP_MS)
    this.#bots[i]!.close()
    const bot = await Bot.connect(this.#port, GO_AHEAD, GREETING)
    await bot.ask(signIn(nameOf(i)))
    this.#bots[i] = bot
    this.#away.delete(i)
    this.returns++
  }

  leave(): void {
    for (const bot of this.#bots) bot.close()
  }
}

/**
 * Plays on the whole program for as long as it is told to, and watches what it holds: promise R6 of
 * the reliability page.
 */
export async function soak({ players, lastsMs, progress }: SoakOrder): Promise<SoakReport> {
  const server = await startLoam()
  try {
    const files = { before: openFiles(server.pid), after: 0 }
    const crowd = new Crowd(server.port, players)
    await crowd.enter()
    const samples = await play(server, crowd, { players, lastsMs, ...(progress && { progress }) })
    const { lines, returns, waiting: unanswered } = crowd
    crowd.leave()
    const until = performance.now() + CLOSED_MS
    do {
      await sleep(SETTLE_MS)
      files.after = openFiles(server.pid)
    } while (files.after > files.before && performance.now() < until)
    return { lines, returns, unanswered, files, ...growthIn(samples, lastsMs) }
  } finally {
    await server.stop()
  }
}

/** @returns the memory of the program, in KB, at times since the beginning */
async function play(server: Server, crowd: Crowd, order: SoakOrder): Promise<Sample[]> {
  const { players, lastsMs, progress } = order
  const samples: Sample[] = []
  const began = performance.now()
  let typed = 0
  let leaving = 0
  let returning: Promise<void> | undefined
  for (let atMs = 0; atMs < lastsMs; atMs = performance.now() - began) {
    for (const due = (atMs / 1_000) * players; typed < due; typed++) crowd.type(typed % players)
    if (atMs >= samples.length * SAMPLE_MS) {
      samples.push({ atMs, value: residentKb(server.pid) })
      // One after the other: while one is not back yet, nobody else goes.
      returning ??= crowd.comeBack(leaving++ % players).finally(() => {
        returning = undefined
      })
      if (samples.length % 60 === 0) progress?.(wordsOf(samples))
    }
    await sleep(STEP_MS)
  }
  await returning
  await sleep(SETTLE_MS)
  return samples
}

function wordsOf(samples: readonly Sample[]): string {
  const { atMs, value } = samples.at(-1)!
  return `${(atMs / 60_000).toFixed(0)} min, ${mbOf(value).toFixed(0)} MB`
}

function growthIn(samples: readonly Sample[], lastsMs: number) {
  const counted = samples.filter(({ atMs }) => atMs >= lastsMs * WARM_UP_PART)
  const floors = floorsOf(counted, Math.min(FLOOR_MS, lastsMs / 6))
  const residentMb = { first: mbOf(floors[0]!.value), last: mbOf(floors.at(-1)!.value) }
  return { residentMb, mbPerTenMinutes: mbOf(slopePerMs(floors) * TEN_MINUTES_MS) }
}

function mbOf(kb: number): number {
  return (kb * 1024) / 1e6
}
