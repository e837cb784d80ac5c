import type { Figure, Role } from './define.ts'

/** One line of the results: one metric of one way at one size. */
export interface Line extends Figure {
  bench: string
  size: number
  way: string
  role: Role
  /** Between these lie the middle half of the rounds; of a single measurement, the value. */
  low: number
  high: number
  /**
   * How often the limit goes into it, or our way where there is no limit; absent of that itself.
   */
  ratio?: number
  /** The ratio it is held to. */
  goal?: number
}

/** What a run of the benchmarks found, as `--json` writes it. */
export interface Results {
  version: number
  machine: Machine
  smoke: boolean
  lines: Line[]
}

/** What the numbers were measured on: those of two machines are not to be compared. */
export interface Machine {
  date: string
  cpu: string
  cores: number
  memoryBytes: number
  platform: string
  node: string
  v8: string
  /** Of the repository, with `+` where files differ from it; absent outside one. */
  commit?: string
}

/** The form of a results file; another one is not read. */
export const RESULTS_VERSION = 1

/** Gives each line the ratio of its value to the limit's, or to ours where there is no limit. */
export function withRatios(lines: readonly Line[]): Line[] {
  return lines.map((line) => {
    if (line.ratio !== undefined) return line
    const same = lines.filter((other) => isSameMeasure(line, other))
    const base = same.find(({ role }) => role === 'limit') ?? same[0]
    if (base === line || !base || base.value === 0) return line
    return { ...line, ratio: line.value / base.value }
  })
}

function isSameMeasure(a: Line, b: Line): boolean {
  return a.bench === b.bench && a.size === b.size && a.metric === b.metric
}

/** Whether two lines, of two runs, measure the same. */
export function isSameLine(a: Line, b: Line): boolean {
  return isSameMeasure(a, b) && a.way === b.way
}
