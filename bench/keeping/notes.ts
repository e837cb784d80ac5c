import type { Role, TrialFigure } from '#bench/define.ts'

/** What a trial tells, of which less is better; gathered way by way. */
export class Notes {
  readonly figures: TrialFigure[] = []

  ours(metric: string, value: number, unit: string): void {
    this.#note('loam', 'ours', metric, value, unit)
  }

  limit(way: string, metric: string, value: number, unit: string): void {
    this.#note(way, 'limit', metric, value, unit)
  }

  #note(way: string, role: Role, metric: string, value: number, unit: string): void {
    this.figures.push({ way, role, metric, value, unit, better: 'lower' })
  }
}
