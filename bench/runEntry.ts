import type { Entry, TrialFigure } from './define.ts'
import { FULL_EFFORT, measure, SMOKE_EFFORT } from './measure.ts'
import { type Line, withRatios } from './results.ts'

/** Runs a bench or trial at its small size or at all of its full ones. */
export async function runEntry(
  entry: Entry,
  smoke: boolean,
  progress: (doing: string) => void = () => {},
): Promise<Line[]> {
  const lines: Line[] = []
  for (const size of smoke ? [entry.sizes.smoke] : entry.sizes.full) {
    const tell = (doing: string) => progress(`${size.toLocaleString('en')}: ${doing}`)
    if (entry.kind === 'bench') {
      lines.push(...measure(entry, size, smoke ? SMOKE_EFFORT : FULL_EFFORT, tell))
      continue
    }
    const figures = byMetric(await entry.run(size, !smoke, tell))
    lines.push(
      ...figures.map((it) => ({ bench: entry.name, size, ...it, low: it.value, high: it.value })),
    )
  }
  return withRatios(lines)
}

/** Puts figures of one metric beside one another. */
function byMetric(figures: readonly TrialFigure[]): TrialFigure[] {
  return [...Map.groupBy(figures, ({ metric }) => metric).values()].flat()
}
