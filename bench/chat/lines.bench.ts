import { defineTrial, type Role, type TrialFigure } from '#bench/define.ts'
import { withDataDir, withStore } from '#bench/keeping/store.ts'
import { quantile } from '#bench/statistics.ts'
import type { Database } from '#migrations/connect.ts'
import { BareLines } from './bareLines.ts'
import { type Run, SaidLines } from './saidLines.ts'

/** As many as chat keeps in one transaction. */
const MANY = 100
const ROUNDS = 8
/** Where lines follow one another they take so much longer that fewer tell as much. */
const FEWER = 10

interface Way {
  name: string
  role: Role
  keep(lines: number): Promise<Run>
}

interface Load {
  name: string
  lines: number
  ways: readonly Way[]
}

function loadsOf(said: SaidLines, bare: BareLines, lines: number): Load[] {
  const ours = (atOnce: number): Way => {
    return { name: 'loam', role: 'ours', keep: (count) => said.say(count, atOnce) }
  }
  return [
    {
      name: 'one by one',
      lines: Math.ceil(lines / FEWER),
      ways: [
        ours(1),
        { name: 'bare insert', role: 'limit', keep: (count) => bare.keepEach(count, 1) },
      ],
    },
    {
      name: `${MANY} at once`,
      lines,
      ways: [
        ours(MANY),
        { name: 'insert of all', role: 'limit', keep: (count) => bare.keepAll(count, MANY) },
        { name: 'insert each', role: 'peer', keep: (count) => bare.keepEach(count, MANY) },
      ],
    },
  ]
}

function figuresOf(load: Load, { name: way, role }: Way, runs: readonly Run[]): TrialFigure[] {
  const rates = runs.map(({ seconds, latenciesMs }) => latenciesMs.length / seconds)
  const latenciesMs = runs.flatMap((run) => run.latenciesMs)
  const figure = (metric: string, value: number, unit: string, better: 'lower' | 'higher') => {
    return { way, role, metric: `${load.name}: ${metric}`, value, unit, better }
  }
  return [
    figure('rate', quantile(rates, 0.5), 'lines/s', 'higher'),
    figure('p50', quantile(latenciesMs, 0.5), 'ms', 'lower'),
    figure('p99', quantile(latenciesMs, 0.99), 'ms', 'lower'),
  ]
}

/** The ways take turns, in changing order; in earnest the first round does not count. */
async function measure(
  { name, lines, ways }: Load,
  full: boolean,
  progress: (doing: string) => void,
): Promise<Run[][]> {
  const runs: Run[][] = ways.map(() => [])
  for (let round = full ? -1 : 0; round < (full ? ROUNDS : 1); round++) {
    progress(`${name}, round ${round + 1}`)
    const turns = [...ways.entries()]
    for (const [i, way] of round % 2 === 0 ? turns : turns.reverse()) {
      const run = await way.keep(lines)
      if (round >= 0) runs[i]!.push(run)
    }
  }
  return runs
}

async function measureAll(
  database: Database,
  lines: number,
  full: boolean,
  progress: (doing: string) => void,
): Promise<TrialFigure[]> {
  const said = await SaidLines.open(database)
  const bare = await BareLines.open(database)
  const figures: TrialFigure[] = []
  try {
    for (const load of loadsOf(said, bare, lines)) {
      const runs = await measure(load, full, progress)
      for (const [i, way] of load.ways.entries()) figures.push(...figuresOf(load, way, runs[i]!))
    }
  } finally {
    await said.stop()
  }
  return figures
}

/**
 * What one chat process keeps and tells: lines a second, and the time from a line's being asked for
 * to its being told, on a bus that takes no time. The database is on the disk. Beside it stand bare
 * inserts of the same lines into the same form of table: as many at a time as chat keeps in one
 * transaction, and each by itself over as many connections as chat has.
 */
export default defineTrial({
  name: 'chat: lines said',
  sizes: { smoke: 30, full: [3_000] }, // lines of one run
  run: (lines, full, progress) =>
    withDataDir((dataDir) =>
      withStore(dataDir, ({ database }) => measureAll(database, lines, full, progress)),
    ),
})
