/**
 * `npm run bench`: runs the benches of each file in a process of its own, one after the other, so
 * that none is slower or faster for what ran before it.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { BenchError } from './benchError.ts'
import { benchFiles, entriesOf, isWanted } from './catalogue.ts'
import { describeMachine } from './machine.ts'
import { HELP, type Options, readOptions } from './options.ts'
import { renderComparison, renderLines } from './report.ts'
import { type Line, RESULTS_VERSION, type Results } from './results.ts'
import { loadResults, saveResults } from './savedResults.ts'
import type { Order, Told } from './worker.ts'

/** A file whose benches take longer is ended: something hangs. */
const FILE_LIMIT_MS = 600_000
const ERASE_LINE = '\r\x1b[K'

try {
  await runCommandLine(readOptions(process.argv.slice(2)))
} catch (error) {
  showProgress('')
  const isPlain = error instanceof BenchError
  process.stderr.write(`${isPlain ? error.message : (error as Error).stack}\n`)
  process.exitCode = isPlain && error.code === 'BENCH_OPTION' ? 2 : 1
}

async function runCommandLine(options: Options): Promise<void> {
  if (options.action === 'help') {
    process.stdout.write(HELP)
    return
  }
  const wanted = await findWanted(options.only)
  if (options.action === 'list') {
    process.stdout.write(wanted.map(({ file, name }) => `${name} (bench/${file})\n`).join(''))
    return
  }
  // Read first: a typing mistake is told now, not after minutes.
  const before = options.compare === undefined ? undefined : loadResults(options.compare)
  const results = await runAll(wanted, options)
  if (options.json !== undefined) saveResults(options.json, results)
  if (before) process.stdout.write(`\n${renderComparison(before, results)}\n`)
}

async function findWanted(words: readonly string[]): Promise<{ file: string; name: string }[]> {
  const wanted = []
  for (const file of benchFiles()) {
    for (const entry of await entriesOf(file)) {
      if (isWanted(file, entry, words)) wanted.push({ file, name: entry.name })
    }
  }
  if (wanted.length > 0) return wanted
  throw new BenchError(
    'BENCH_OPTION',
    `Cannot run benchmarks: none is called "${words.join('" or "')}". ` +
      'Try "npm run bench -- --list"',
  )
}

async function runAll(
  wanted: readonly { file: string; name: string }[],
  options: Options,
): Promise<Results> {
  const machine = describeMachine()
  const { cpu, cores, node, commit = 'no commit' } = machine
  process.stdout.write(`${cpu}, ${cores} cores, Node ${node}, ${commit}\n`)
  const names = wanted.map(({ name }) => name)
  const lines: Line[] = []
  for (const file of new Set(wanted.map((one) => one.file))) {
    const order = { file, only: options.only, smoke: options.smoke, profile: options.profile }
    await runFile(order, ({ doing, found }) => {
      if (doing) {
        const place = `${names.indexOf(doing.bench) + 1} of ${names.length}`
        showProgress(`${place}: ${doing.bench}: ${doing.step}`)
      }
      if (!found) return
      showProgress('')
      lines.push(...found)
      process.stdout.write(`\n${renderLines(found)}\n`)
    })
  }
  return { version: RESULTS_VERSION, machine, smoke: options.smoke, lines }
}

async function runFile(order: Order, onTold: (told: Told) => void): Promise<void> {
  const script = fileURLToPath(new URL('./worker.ts', import.meta.url))
  const child = fork(script, { execArgv: [...process.execArgv, '--expose-gc'] })
  let failure: Told['failed']
  child.on('message', (told: Told) => {
    failure ??= told.failed
    onTold(told)
  })
  const late = setTimeout(() => {
    const message = `The benches of ${order.file} took over ${FILE_LIMIT_MS / 1000} s`
    failure ??= { code: 'BENCH_FAILED', message }
    child.kill()
  }, FILE_LIMIT_MS)
  const end = () => child.kill()
  process.once('exit', end)
  child.send(order)
  const [code, signal] = await once(child, 'exit')
  clearTimeout(late)
  process.off('exit', end)
  if (!failure && code === 0) return
  const message = failure?.message ?? `The benches of ${order.file} ended with ${signal ?? code}`
  throw new BenchError('BENCH_FAILED', message)
}

/** A line that the next one replaces; where nobody watches, nothing. */
function showProgress(text: string): void {
  if (!process.stderr.isTTY) return
  const width = (process.stderr.columns ?? 80) - 1
  process.stderr.write(`${ERASE_LINE}${text.slice(0, width)}`)
}
