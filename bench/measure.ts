import { BenchError } from './benchError.ts'
import type { Bench, Prepared, Way } from './define.ts'
import type { Line } from './results.ts'
import { spreadOf } from './statistics.ts'

/** How much is measured. Times are those of one way. */
export interface Effort {
  rounds: number
  /** One measurement is of as many runs as take about so long. */
  sampleMs: number
  warmUpMs: number
}

export const FULL_EFFORT: Effort = { rounds: 25, sampleMs: 6, warmUpMs: 250 }
export const SMOKE_EFFORT: Effort = { rounds: 1, sampleMs: 0, warmUpMs: 0 }

/** Runs after which the ways' checksums are held against one another. */
const CHECKED_RUNS = 3

/** Runs of one measurement at most: a way that got ready for runs keeps something for each. */
const RUNS_MAX = 20_000

/** Pieces into which warming up is cut, so that all ways are met while code is being optimised. */
const WARM_UP_SLICES = 5

/** A way that is ready, and what was measured of it. */
interface Contender {
  way: Way
  prepared: Prepared
  runs: number
  nsPerUnit: number[]
}

/**
 * Times all ways of `bench` at one size.
 *
 * The ways take turns in each round, in one process and in changing order, so that whatever else
 * the machine does meets all alike; ratios are taken within each round.
 *
 * @throws {BenchError} if ways that do the same work come to different checksums
 */
export function measure(
  bench: Bench,
  size: number,
  effort: Effort,
  progress: (doing: string) => void = () => {},
): Line[] {
  const contenders = bench.ways.map((way): Contender => {
    progress(`preparing ${way.name}`)
    return { way, prepared: prepare(way, size), runs: 1, nsPerUnit: [] }
  })
  checkAgreement(bench, size, contenders)
  progress('warming up')
  for (const contender of contenders) contender.runs = calibrate(contender, effort)
  const count = bench.countOf(size)
  for (let round = 0; round < effort.rounds; round++) {
    progress(`round ${round + 1} of ${effort.rounds}`)
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(round + turn) % contenders.length]!
      globalThis.gc?.({ type: 'minor' })
      contender.nsPerUnit.push((timeRuns(contender) * 1e6) / (contender.runs * count))
    }
  }
  return contenders.flatMap((contender) => linesOf(bench, size, contender, contenders))
}

function prepare(way: Way, size: number): Prepared {
  const prepared = way.prepare(size)
  return typeof prepared === 'function' ? { run: prepared } : prepared
}

function checkAgreement(bench: Bench, size: number, contenders: readonly Contender[]): void {
  let first: { name: string; sum: number } | undefined
  for (const { way, prepared } of contenders) {
    prepared.reset?.(CHECKED_RUNS)
    let sum = 0
    for (let run = 0; run < CHECKED_RUNS; run++) sum += prepared.run()
    if (way.differs) continue
    first ??= { name: way.name, sum }
    if (first.sum === sum) continue
    throw new BenchError(
      'BENCH_CHECKSUM',
      `Cannot compare the ways of "${bench.name}" at ${size}: "${first.name}" comes to ` +
        `${first.sum} and "${way.name}" to ${sum}`,
    )
  }
}

/** Warms the way up; returns how many runs fill one sample. */
function calibrate(contender: Contender, { sampleMs, warmUpMs }: Effort): number {
  let runs = 1
  for (let slice = 0; slice < WARM_UP_SLICES; slice++) {
    const until = performance.now() + warmUpMs / WARM_UP_SLICES
    do {
      const ms = timeRuns({ ...contender, runs })
      if (ms < sampleMs / 2) runs = Math.min(runs * 2, RUNS_MAX)
    } while (performance.now() < until)
  }
  return runs
}

let sink = 0

/** Milliseconds of a core that the runs of one sample take together. */
function timeRuns({ prepared, runs }: Contender): number {
  prepared.reset?.(runs)
  const began = cpuMs()
  for (let run = 0; run < runs; run++) sink = (sink + prepared.run()) | 0
  return cpuMs() - began
}

/**
 * For how long this process has had a core: what else the machine does takes no part of that. The
 * thread's own time would be nearer, and is told by some systems in steps of a clock's 4 ms only.
 */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function linesOf(
  bench: Bench,
  size: number,
  { way, prepared, nsPerUnit }: Contender,
  contenders: readonly Contender[],
): Line[] {
  const { name, role } = way
  const head = { bench: bench.name, size, way: name, role }
  const { median, low, high } = spreadOf(nsPerUnit)
  const time: Line = {
    ...head,
    metric: 'time',
    unit: `ns/${bench.per}`,
    better: 'lower',
    value: median,
    low,
    high,
  }
  const base = contenders.find((contender) => contender.way.role === 'limit') ?? contenders[0]!
  if (base.way !== way) {
    time.ratio = spreadOf(nsPerUnit.map((ns, round) => ns / base.nsPerUnit[round]!)).median
  }
  if (bench.goal && role === 'ours' && !way.differs && size === bench.sizes.full.at(-1)) {
    time.goal = bench.goal.ratio
  }
  const figures = prepared.figures?.() ?? []
  return [time, ...figures.map((f) => ({ ...head, ...f, low: f.value, high: f.value }))]
}
