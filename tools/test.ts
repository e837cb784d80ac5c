/**
 * `npm test`: runs every `*.test.ts`, or only the files named, and ends with the plain line
 * "N passed, N failed". Each file is a process of its own and speaks TAP; tap's own runner would
 * rebuild its plugins at the first run after each install and measure coverage, which nobody asked.
 */
import { glob } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type FileResult, runTestFile } from './testFile.ts'

const JOBS_MAX = 4
const NOT_OURS = new Set(['node_modules', 'data', 'coverage', 'build', 'dist'])

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: String(Math.min(JOBS_MAX, availableParallelism())) },
    'timeout-seconds': { type: 'string', default: '120' },
  },
})
const jobs = wholeNumber('--jobs', values.jobs)
const timeoutMs = wholeNumber('--timeout-seconds', values['timeout-seconds']) * 1000

const files = positionals.length > 0 ? positionals : await findTestFiles()
const results = await runAll(files)
report(results)

async function findTestFiles(): Promise<string[]> {
  const isOurs = (name: string) => !NOT_OURS.has(name) && !name.startsWith('.')
  const files: string[] = []
  for await (const file of glob('**/*.test.ts', {
    exclude: (path) => !isOurs(path.split('/').at(-1) ?? ''),
  })) {
    files.push(file)
  }
  // Whole-program tests take longest, so they start first.
  const rank = (file: string) => (file.endsWith('.play.test.ts') || /^play\//.test(file) ? 0 : 1)
  return files.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}

async function runAll(files: string[]): Promise<FileResult[]> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const waiting = [...files]
  const finished: FileResult[] = []
  const work = async () => {
    while (!stop.signal.aborted) {
      const file = waiting.shift()
      if (file === undefined) return
      const result = await runTestFile(file, timeoutMs, stop.signal)
      finished.push(result)
      const { passed, failed, elapsedMs } = result
      const counts = failed > 0 ? `${passed} passed, ${failed} failed` : `${passed} passed`
      console.log(`${failed > 0 ? 'FAIL' : ' ok '} ${file} (${counts}, ${seconds(elapsedMs)})`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return finished
}

function report(results: FileResult[]): void {
  for (const { file, failures, noise } of results) {
    if (failures.length === 0) continue
    console.log(`\n--- ${file}`)
    for (const { name, details } of failures) console.log(`\n${name}\n${indented(details)}`)
    if (noise.trim() !== '') console.log(`\nIt printed:\n${indented(noise.trimEnd())}`)
  }
  const skipped = results.flatMap(({ file, skipped }) => skipped.map((name) => `${file}: ${name}`))
  if (skipped.length > 0) console.log(`\nSkipped:\n${indented(skipped.join('\n'))}`)
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  const endedEarly = results.length < files.length
  if (endedEarly) console.log(`\nEnded early: ${files.length - results.length} files did not run`)
  else if (passed + failed === 0) console.log('\nNo test ran, which counts as a failure')
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 || endedEarly ? 1 : 0
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(`Cannot run tests: ${option} must be a whole number above 0, not "${text}"`)
  process.exit(2)
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ')
}

function seconds(elapsedMs: number): string {
  return `${(elapsedMs / 1000).toFixed(1)} s`
}
