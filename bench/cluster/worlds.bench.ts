import { setTimeout as sleep } from 'node:timers/promises'
import type { Child, Usage } from '#bench/child.ts'
import { defineTrial, type Role, type TrialFigure } from '#bench/define.ts'
import { withDataDir, withStore } from '#bench/keeping/store.ts'
import { type Setup, withSetup } from '#bench/setup.ts'
import { quantile } from '#bench/statistics.ts'
import { startNats } from '#tools/services/nats.ts'
import type { Done } from './intentLoop.ts'
import type { WorldPlace } from './worldServer.ts'

const PROCESSES = 2
/** Of each process. */
const ZONES = 4
const ROOMS = 20
/** Where these players begin: others may sign up in such a database, and count from 1. */
const FIRST_UID = 2 ** 20

/** How much more two processes are to carry than one. */
const GOAL = 1.8

const ROUNDS = 6
const WARM_UP_MS = 500
const SPAN_MS = 2_500
const SMOKE_SPAN_MS = 500

/** What processes that were driven together have done in one span. */
interface Round {
  perSecond: number
  /** What each does in a second of its CPU time, of all: what they do where nothing else runs. */
  perCoreSecond: number
  /** CPU time of all their threads. */
  cpuMsPer1000: number
  p50: number
  p99: number
  frameBytes: number
}

/** Drives some of the processes at once. */
async function drive(worlds: readonly Child[], full: boolean): Promise<Round> {
  await Promise.all(worlds.map((world) => world.ask('start')))
  await sleep(full ? WARM_UP_MS : 0)
  await Promise.all(worlds.map((world) => world.ask<Done>('take')))
  const before = await usageOf(worlds)
  const began = performance.now()
  await sleep(full ? SPAN_MS : SMOKE_SPAN_MS)
  const done = await Promise.all(worlds.map((world) => world.ask<Done>('stop')))
  const seconds = (performance.now() - began) / 1000
  const after = await usageOf(worlds)
  const intents = done.reduce((sum, each) => sum + each.intents, 0)
  const latenciesMs = done.flatMap((each) => each.latenciesMs)
  const frameBytes = done.reduce((sum, each) => sum + each.frameBytes, 0)
  const cpuMs = Math.max(1, after - before)
  return {
    perSecond: intents / seconds,
    perCoreSecond: (intents / cpuMs) * 1000 * worlds.length,
    cpuMsPer1000: (cpuMs * 1000) / Math.max(1, intents),
    // A machine that is busy with other things may not come to answer anything in a short span.
    p50: latenciesMs.length > 0 ? quantile(latenciesMs, 0.5) : 0,
    p99: latenciesMs.length > 0 ? quantile(latenciesMs, 0.99) : 0,
    frameBytes: frameBytes / Math.max(1, intents),
  }
}

async function usageOf(worlds: readonly Child[]): Promise<number> {
  const usages = await Promise.all(worlds.map((world): Promise<Usage> => world.usage()))
  return usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0)
}

/** Starts the processes, each held to a core of its own, with all their players in the world. */
async function startWorlds(
  setup: Setup,
  place: Pick<WorldPlace, 'natsUrl' | 'databaseUrl' | 'players'>,
): Promise<Child[]> {
  const worlds: Child[] = []
  for (let i = 0; i < PROCESSES; i++) {
    const world = setup.child({ script: 'cluster/worldServer.ts', core: i })
    const zones = Array.from({ length: ZONES }, (_, zone) => `ring${i * ZONES + zone}`)
    const firstUid = FIRST_UID + i * ZONES * place.players
    const whole = { ...place, world: 'worlds', name: `world-${i}`, zones, rooms: ROOMS, firstUid }
    await world.ask('open', whole satisfies WorldPlace)
    worlds.push(world)
  }
  return worlds
}

function figuresOf(way: string, role: Role, rounds: readonly Round[]): TrialFigure[] {
  const median = (figure: keyof Round) =>
    quantile(
      rounds.map((round) => round[figure]),
      0.5,
    )
  const note = (
    metric: string,
    value: number,
    unit: string,
    better: 'lower' | 'higher' = 'lower',
  ): TrialFigure => ({ way, role, metric, value, unit, better })
  return [
    note('rate', median('perSecond'), 'intents/s', 'higher'),
    note('rate, by CPU time', median('perCoreSecond'), 'intents/s', 'higher'),
    note('CPU', median('cpuMsPer1000'), 'ms/1000 intents'),
    note('p50', median('p50'), 'ms'),
    note('p99', median('p99'), 'ms'),
    note('frames', median('frameBytes'), 'B/intent'),
  ]
}

/** Each round: one process alone, both, the other alone. */
async function measure(
  worlds: readonly Child[],
  full: boolean,
  progress: (doing: string) => void,
): Promise<TrialFigure[]> {
  const one: Round[] = []
  const two: Round[] = []
  const gains: Record<string, number[]> = { rate: [], 'rate, by CPU time': [] }
  for (let round = 1; round <= (full ? ROUNDS : 1); round++) {
    progress(`round ${round}`)
    const first = await drive(worlds.slice(0, 1), full)
    const both = await drive(worlds, full)
    const second = await drive(worlds.slice(1), full)
    one.push(first, second)
    two.push(both)
    const gain = (of: 'perSecond' | 'perCoreSecond') => (2 * both[of]) / (first[of] + second[of])
    gains['rate']!.push(gain('perSecond'))
    gains['rate, by CPU time']!.push(gain('perCoreSecond'))
  }
  return [
    ...figuresOf('two processes', 'ours', two).map((figure) => {
      const gain = gains[figure.metric]
      return gain ? { ...figure, ratio: quantile(gain, 0.5), goal: GOAL } : figure
    }),
    ...figuresOf('one process', 'limit', one),
  ]
}

/**
 * World processes, each with a core of its own, with players who each type the next line at the
 * answer to the last: what two of them carry, beside one alone. Players are made up within each
 * process, on its core; NATS, to which all frames go as well, and PostgreSQL, where all is kept,
 * take what they need of both cores. On a machine that does other work as well, only the rate by
 * CPU time says what a core each would carry.
 */
export default defineTrial({
  name: 'world processes: intents of two, beside one',
  sizes: { smoke: 3, full: [100] }, // players of each zone
  run: (players, full, progress) =>
    withDataDir((dataDir) =>
      withStore(dataDir, ({ database }) =>
        withSetup(async (setup) => {
          progress('starting')
          const nats = await startNats()
          setup.ends(() => nats.stop())
          const place = { natsUrl: nats.url, databaseUrl: database.url, players }
          return measure(await startWorlds(setup, place), full, progress)
        }),
      ),
    ),
})
