import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { BenchError } from './benchError.ts'
import { RESULTS_VERSION, type Results } from './results.ts'

const lineSchema = z.object({
  bench: z.string(),
  size: z.number(),
  way: z.string(),
  role: z.enum(['ours', 'limit', 'peer']),
  metric: z.string(),
  unit: z.string(),
  better: z.enum(['lower', 'higher']),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  ratio: z.number().exactOptional(),
  goal: z.number().exactOptional(),
})

const resultsSchema = z.object({
  version: z.literal(RESULTS_VERSION),
  machine: z.object({
    date: z.string(),
    cpu: z.string(),
    cores: z.number(),
    memoryBytes: z.number(),
    platform: z.string(),
    node: z.string(),
    v8: z.string(),
    commit: z.string().exactOptional(),
  }),
  smoke: z.boolean(),
  lines: z.array(lineSchema),
})

/** @throws {BenchError} if the file cannot be read, or is not what `saveResults` writes */
export function loadResults(file: string): Results {
  const read = resultsSchema.safeParse(parse(file))
  if (read.success) return read.data
  const at = read.error.issues[0]?.path.join('.') || 'its top'
  throw new BenchError(
    'BENCH_FILE',
    `Cannot compare with "${file}": it is no file that --json of this version wrote (see ${at})`,
  )
}

function parse(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw fileError(`Cannot compare with "${file}"`, error)
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new BenchError('BENCH_FILE', `Cannot compare with "${file}": it is not JSON`, { cause })
  }
}

/** @throws {BenchError} if the file cannot be written */
export function saveResults(file: string, results: Results): void {
  try {
    writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`)
  } catch (error) {
    throw fileError(`Cannot write the results to "${file}"`, error)
  }
}

function fileError(attempt: string, cause: unknown): BenchError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable'
  return new BenchError('BENCH_FILE', `${attempt}: ${code}`, { cause })
}
