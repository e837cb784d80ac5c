import { isSameLine, type Line, type Results } from './results.ts'

const GAP = '  '

/** Changes smaller than this part are noise, however quiet the rounds were. */
const CHANGE_MIN = 0.05

/** The results of one bench or trial as a table, with its name above. */
export function renderLines(lines: readonly Line[]): string {
  const rows = lines.map((line, i) => [
    i > 0 && lines[i - 1]!.size === line.size ? '' : line.size.toLocaleString('en'),
    line.role === 'ours' ? line.way : `${line.way} (${line.role})`,
    line.metric,
    formatValue(line),
    formatSpread(line),
    formatRatio(line),
  ])
  const head = ['size', 'way', 'metric', 'value', 'spread', 'ratio']
  return `${lines[0]?.bench}\n${table(head, rows, [0, 3, 4])}`
}

/** What has changed since `before`, with the bounds below which it is noise. */
export function renderComparison(before: Results, after: Results): string {
  const rows: string[][] = []
  for (const line of after.lines) {
    const old = before.lines.find((other) => isSameLine(other, line))
    if (!old || old.value === 0) continue
    const { change, noise } = changeOf(old, line)
    rows.push([
      line.bench,
      line.size.toLocaleString('en'),
      line.way,
      line.metric,
      formatValue(old),
      formatValue(line),
      percent(change),
      `±${percent(noise).slice(1)}`,
      verdict(line, change, noise),
    ])
  }
  const { date, commit = 'no commit' } = before.machine
  const title = `Compared with ${date} (${commit})${otherMachine(before, after)}`
  const head = ['bench', 'size', 'way', 'metric', 'before', 'now', 'change', 'noise', '']
  return `${title}\n${table(head, rows, [1, 4, 5, 6, 7])}`
}

/** @returns the change and the noise of both runs together, as parts of the old value */
function changeOf(old: Line, now: Line): { change: number; noise: number } {
  const widths = [old, now].map(({ low, high, value }) => (high - low) / (value || 1))
  const noise = Math.max(CHANGE_MIN, Math.hypot(...widths))
  return { change: now.value / old.value - 1, noise }
}

function verdict({ better }: Line, change: number, noise: number): string {
  if (Math.abs(change) <= noise) return ''
  return change < 0 === (better === 'lower') ? 'better' : 'WORSE'
}

function otherMachine(before: Results, after: Results): string {
  const differing = (['cpu', 'cores', 'platform', 'node'] as const).filter(
    (fact) => before.machine[fact] !== after.machine[fact],
  )
  return differing.length === 0 ? '' : `: another ${differing.join(', ')}, so only ratios compare`
}

/** Times from nanoseconds up to seconds; other units as they are. */
function formatValue({ value, unit }: Line): string {
  const [base, per] = unit.split('/') as [string, string?]
  const tail = per === undefined ? '' : `/${per}`
  if (base !== 'ns') return `${digits(value)} ${unit}`.trim()
  if (value >= 1e9) return `${digits(value / 1e9)} s${tail}`
  if (value >= 1e6) return `${digits(value / 1e6)} ms${tail}`
  if (value >= 1e3) return `${digits(value / 1e3)} µs${tail}`
  return `${digits(value)} ns${tail}`
}

/** Three digits that say something. */
function digits(value: number): string {
  const size = Math.abs(value)
  if (size >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en')
  return value.toFixed(size >= 10 ? 1 : size >= 0.1 ? 2 : 4)
}

function formatSpread({ low, high, value }: Line): string {
  if (low === high || value === 0) return ''
  return `${percent(low / value - 1)} ${percent(high / value - 1)}`
}

function percent(part: number): string {
  return `${part < 0 ? '−' : '+'}${Math.abs(part * 100).toFixed(Math.abs(part) < 0.1 ? 1 : 0)} %`
}

function formatRatio({ ratio, goal, better }: Line): string {
  if (ratio === undefined) return ''
  const shown = `${digits(ratio)}x`
  if (goal === undefined) return shown
  const isMet = better === 'lower' ? ratio <= goal : ratio >= goal
  return `${shown} (goal: ${goal}x, ${isMet ? 'met' : 'MISSED'})`
}

/** @param rightward  columns of numbers */
function table(head: string[], rows: readonly string[][], rightward: readonly number[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  const lines = all.map((row) =>
    row
      .map((cell, i) =>
        rightward.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
      )
      .join(GAP)
      .trimEnd(),
  )
  return lines.map((line) => `${GAP}${line}`).join('\n')
}
