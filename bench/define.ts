/** Whose way of doing the work it is: ours, the cheapest one known, or somebody else's. */
export type Role = 'ours' | 'limit' | 'peer'

/** One number that came of a way, beside its time. */
export interface Figure {
  /** What is measured: figures of one metric are held against the limit's. */
  metric: string
  value: number
  unit: string
  better: 'lower' | 'higher'
}

/** A piece of work made ready to be measured. */
export interface Prepared {
  /** Does the work once. Returns a checksum, so that it cannot be optimised away. */
  run(): number
  /** Makes ready for the next `runs` runs, alike each time; its own time is not measured. */
  reset?(runs: number): void
  /** Further numbers, taken after the last run. */
  figures?(): Figure[]
}

type Prepare = (size: number) => Prepared | (() => number)

/** Another way to do the work. */
export interface OtherWay {
  role: Role
  /** It does less or more than ours, so its checksums need not agree. */
  differs?: boolean
  prepare: Prepare
}

/** A way with its name. */
export interface Way extends OtherWay {
  name: string
}

/** Sizes of the work: a small one for tests, those in earnest from small to large. */
export interface Sizes {
  smoke: number
  full: readonly number[]
}

/** What the largest size is held to: at most `ratio` times the time of the limit. */
export interface Goal {
  ratio: number
}

/** Work that is timed, in one or several ways that take turns. */
export interface Bench {
  kind: 'bench'
  name: string
  sizes: Sizes
  /** What times are told for: one `entity`, one `turn`. */
  per: string
  /** How many of those one run does. */
  countOf(size: number): number
  goal: Goal | undefined
  /** The first is ours. */
  ways: readonly Way[]
}

/** What a trial tells: a figure of one way. */
export interface TrialFigure extends Figure {
  way: string
  role: Role
  /** To the limit's; where it is absent, that of the values. Rounds of two ways pair off better. */
  ratio?: number
  /** The ratio it is held to: at most that, or at least, as `better` has it. */
  goal?: number
}

/** Work that measures itself: a program that is driven from outside. */
export interface Trial {
  kind: 'trial'
  name: string
  sizes: Sizes
  /**
   * @param full  in earnest, not only to see that it works
   * @param progress  is told what is being done, for people who wait
   */
  run(size: number, full: boolean, progress: (doing: string) => void): Promise<TrialFigure[]>
}

export type Entry = Bench | Trial

/**
 * Declares work to be timed.
 *
 * @param declaration.prepare  our way
 * @param declaration.countOf  units of work in one run; the size, if it is left out
 * @param declaration.others  other ways by name: the limit, and peers
 */
export function defineBench(declaration: {
  name: string
  sizes: Sizes
  per: string
  countOf?: (size: number) => number
  goal?: Goal
  prepare: Prepare
  others?: Readonly<Record<string, OtherWay>>
}): Bench {
  const { name, sizes, per, prepare, goal, others = {} } = declaration
  const countOf = declaration.countOf ?? ((size: number) => size)
  const ours: Way = { name: 'loam', role: 'ours', prepare }
  const ways = [ours, ...Object.entries(others).map(([way, other]) => ({ name: way, ...other }))]
  return { kind: 'bench', name, sizes, per, countOf, goal, ways }
}

/** Declares work that measures itself. */
export function defineTrial(declaration: Omit<Trial, 'kind'>): Trial {
  return { kind: 'trial', ...declaration }
}
