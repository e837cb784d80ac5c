import { setTimeout as sleep } from 'node:timers/promises'
import { defineTrial, type TrialFigure } from '#bench/define.ts'
import { withDataDir, withStore } from '#bench/keeping/store.ts'
import { nameOf } from '#bench/names.ts'
import { quantile } from '#bench/statistics.ts'
import { canWatch, residentKb } from '#bench/telnet/processes.ts'
import { type Server, startLoamOn } from '#bench/telnet/server.ts'
import { Streets, Wanderer } from '#bench/telnet/workload.ts'
import { StoredPasses } from '#edges/http/entryPasses.ts'
import type { Database } from '#migrations/connect.ts'
import { loadAreas } from '#scripting/areas/load.ts'
import { Returner } from './returner.ts'
import { TickTimes } from './tickTimes.ts'

/** What is promised of it, on this scale: see R5 of the reliability page. */
const BACK_MS_MAX = 30_000
const TICK_TIMES_MAX = 2
const MEMORY_TIMES_MAX = 1.3

/** Where these characters begin: none of the database's own has such a uid. */
const FIRST_UID = 2 ** 20
const ACCOUNT = 'storm'

const ENTER_AT_ONCE = 16
/** Each walks so far from where all wake. */
const STEPS = 12
const IDLE_MS = 8_000
/** The network is away for so long. */
const AWAY_MS = 1_000
/** The storm is watched for so long at least. */
const WATCH_MS = 5_000
const SMOKE_MS = 1_200
const SAMPLE_MS = 100
/** Those who are refused try again after so long. */
const RETRY_MS = 500
const TRIES_MAX = 60

interface Task {
  size: number
  full: boolean
  progress(doing: string): void
}

/** Makes characters that nobody has played yet. */
async function makeCharacters({ db }: Database, size: number): Promise<number[]> {
  const now = new Date()
  await db
    .insertInto('user')
    .values({
      id: ACCOUNT,
      name: ACCOUNT,
      email: 'storm@players.invalid',
      emailVerified: false,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  const uids = Array.from({ length: size }, (_, i) => FIRST_UID + i)
  const rows = uids.map((uid, i) => {
    const name = nameOf(i)
    return { uid, account_id: ACCOUNT, name, name_key: name.toLowerCase() }
  })
  await db.insertInto('character').values(rows).execute()
  return uids
}

/** Has everybody come in with a ticket, and walk away from where all wake. */
async function enterAll(
  { db }: Database,
  url: string,
  uids: readonly number[],
  { progress, size }: Task,
): Promise<Returner[]> {
  const passes = new StoredPasses(db, () => performance.now())
  const streets = new Streets(loadAreas(new URL('../../scripting/areas/', import.meta.url)))
  const players: Returner[] = []
  let next = 0
  const worker = async () => {
    while (next < uids.length) {
      const i = next++
      const player = new Returner()
      players.push(player)
      const entering = player.enter(url, 'ticket', await passes.ticketFor(uids[i]!))
      await entering.catch(() => comeBack(player, url))
      const wanderer = new Wanderer(streets, i)
      for (let step = 0; step < STEPS; step++) player.type(lineOf(wanderer))
      progress(`entered: ${players.length} of ${size}`)
    }
  }
  await Promise.all(Array.from({ length: ENTER_AT_ONCE }, worker))
  return players
}

function lineOf(wanderer: Wanderer): string {
  return wanderer.next().line.toString().trimEnd()
}

/** Comes back, however often it has to try. @returns how long that took */
async function comeBack(player: Returner, url: string): Promise<number> {
  const began = performance.now()
  for (let tries = 1; ; tries++) {
    try {
      await player.enter(url)
      return performance.now() - began
    } catch (error) {
      player.cut()
      if (tries >= TRIES_MAX) throw error
      await sleep(RETRY_MS)
    }
  }
}

/** Looks at the memory of a process again and again. */
class MemoryWatch {
  mostKb = 0
  readonly #timer: NodeJS.Timeout

  constructor(pid: number) {
    const look = () => {
      this.mostKb = Math.max(this.mostKb, residentKb(pid))
    }
    look()
    this.#timer = setInterval(look, SAMPLE_MS)
  }

  stop(): number {
    clearInterval(this.#timer)
    return this.mostKb
  }
}

/** Times of ticks and the most memory while something goes on. */
async function watched(server: Server, doing: Promise<unknown>) {
  const before = new TickTimes(await server.metrics())
  const memory = new MemoryWatch(server.pid)
  await doing
  const after = new TickTimes(await server.metrics())
  return { tickMs: after.since(before, 0.99), memoryKb: memory.stop() }
}

async function storm(database: Database, server: Server, task: Task): Promise<TrialFigure[]> {
  const { size, full, progress } = task
  const url = `ws://127.0.0.1:${server.webPort}`
  const players = await enterAll(database, url, await makeCharacters(database, size), task)
  await sleep(full ? IDLE_MS : 0)
  progress('idle')
  const idle = await watched(server, sleep(full ? IDLE_MS : SMOKE_MS))
  for (const player of players) player.cut()
  await sleep(full ? AWAY_MS : 0)
  progress('all come back')
  const back = Promise.all(players.map((player) => comeBack(player, url)))
  const all = await watched(server, Promise.all([back, sleep(full ? WATCH_MS : SMOKE_MS)]))
  const tookMs = await back
  for (const player of players) player.cut()
  return figuresOf(tookMs, idle, all)
}

type Watched = Awaited<ReturnType<typeof watched>>

function figuresOf(tookMs: readonly number[], idle: Watched, all: Watched): TrialFigure[] {
  const notes: TrialFigure[] = []
  const note = (
    metric: string,
    unit: string,
    ours: number,
    [limit, allowed]: [value: number, times: number],
  ) => {
    const line = { metric, unit, better: 'lower' as const }
    notes.push({ ...line, way: 'loam', role: 'ours', value: ours, goal: allowed })
    const way = metric === 'all are back' ? 'promised' : 'idle'
    notes.push({ ...line, way, role: 'limit', value: limit })
  }
  note('all are back', 'ms', Math.max(...tookMs), [BACK_MS_MAX, 1])
  note('tick, p99', 'ms', all.tickMs, [idle.tickMs, TICK_TIMES_MAX])
  if (canWatch) {
    const kbPerMb = 1024
    note('memory', 'MB', all.memoryKb / kbPerMb, [idle.memoryKb / kbPerMb, MEMORY_TIMES_MAX])
  }
  const median = quantile(tookMs, 0.5)
  return [
    ...notes,
    {
      way: 'loam',
      role: 'ours',
      metric: 'half are back',
      value: median,
      unit: 'ms',
      better: 'lower',
    },
  ]
}

/**
 * The whole program, all of whose players lose their connections at once and come back at once,
 * each by its resume token: until the last sees its room again, and what it does to ticks and
 * memory, beside as many who stand about.
 */
export default defineTrial({
  name: 'reconnect storm',
  sizes: { smoke: 3, full: [2_000] }, // players
  run: (size, full, progress) =>
    withDataDir((dataDir) =>
      withStore(dataDir, async ({ database }) => {
        progress('starting Loam')
        const server = await startLoamOn(dataDir, () => {}, database.url)
        try {
          return await storm(database, server, { size, full, progress })
        } finally {
          await server.stop()
        }
      }),
    ),
})
