import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { Parser, type Result } from 'tap-parser'
import { stringify } from 'yaml'

/** What is kept of a test file's own words, in characters; the oldest go first. */
const NOISE_MAX = 20_000

/** How long a test file told to end may take before it is killed, and its pipes given up. */
const GRACE_MS = 3_000

/** What TAP says of an empty file; every other word beside an empty plan is a reason to skip. */
const NO_TESTS = 'no tests found'

export type Failure = { name: string; details: string }

/** Tests are the points at the top level of a file: sentences, not single assertions. */
export type FileResult = {
  file: string
  passed: number
  failures: Failure[]
  skipped: string[]
  failed: number
  elapsedMs: number
  /** Everything the file printed that is not TAP, its errors included. */
  noise: string
}

type Ending = { exitCode: number | null; signal: string | null; timedOut: boolean }

/**
 * Runs one test file in a process group of its own and reads the TAP it prints.
 *
 * A file that hangs, crashes, prints no plan or has no test has failed even where every test that
 * it got round to passed. Whatever it leaves running in its group ends with it.
 *
 * @param stop  aborted when the whole run ends early: the file is told to end at once
 */
export async function runTestFile(
  file: string,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<FileResult> {
  const startMs = performance.now()
  const child = spawn(process.execPath, [file], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TAP_TIMEOUT: String(Math.ceil((timeoutMs * 0.9) / 1000)) },
  })
  const reading = readTap(child.stdout, child.stderr)
  const ending = await new Promise<Ending>((resolve, reject) => {
    let timedOut = false
    const signalGroup = (signal: NodeJS.Signals) => {
      if (child.pid !== undefined) endGroup(child.pid, signal)
    }
    const tellToEnd = () => {
      signalGroup('SIGTERM')
      killTimer = setTimeout(signalGroup, GRACE_MS, 'SIGKILL')
    }
    let killTimer: NodeJS.Timeout | undefined
    const timeTimer = setTimeout(() => {
      timedOut = true
      tellToEnd()
    }, timeoutMs)
    stop.addEventListener('abort', tellToEnd, { once: true })
    child.once('error', reject)
    child.once('exit', (exitCode, signal) => {
      clearTimeout(timeTimer)
      clearTimeout(killTimer)
      stop.removeEventListener('abort', tellToEnd)
      signalGroup('SIGKILL')
      resolve({ exitCode, signal, timedOut })
    })
  })
  const found = await reading.finish()
  const failures = [...found.failures, ...whatBroke(found, ending, timeoutMs)]
  return {
    file,
    passed: found.passed,
    failures,
    failed: Math.max(found.failed, failures.length > 0 ? 1 : 0),
    skipped: found.skipped,
    elapsedMs: performance.now() - startMs,
    noise: found.noise,
  }
}

type Found = {
  passed: number
  failed: number
  points: number
  failures: Failure[]
  skipped: string[]
  noise: string
}

/** Collects what a test file prints; `finish` waits for its pipes, though not for ever. */
function readTap(stdout: Readable, stderr: Readable) {
  const found: Found = { passed: 0, failed: 0, points: 0, failures: [], skipped: [], noise: '' }
  const hear = (text: string) => {
    found.noise = (found.noise + text).slice(-NOISE_MAX)
  }
  const parser = new Parser({ name: '' })
  parser.on('assert', (point: Result) => {
    found.points++
    if (point.skip) found.skipped.push(`${point.name} (${reasonOf(point.skip)})`)
    else if (point.ok) found.passed++
    else found.failed++
  })
  parser.on('plan', ({ end, comment }: { end: number; comment: string }) => {
    const reason = comment.replace(/^SKIP\s*/i, '')
    if (end === 0 && reason !== '' && reason !== NO_TESTS) {
      found.skipped.push(`the whole file (${reason})`)
    }
  })
  parser.on('extra', hear)
  parser.on('bailout', (reason: string) => {
    found.failures.push({ name: 'The file', details: `gave up: ${reason}` })
  })
  collectFailures(parser, [], found.failures)
  stdout.setEncoding('utf8').on('data', (text: string) => parser.write(text))
  stderr.setEncoding('utf8').on('data', hear)
  const closed = Promise.all([closing(stdout), closing(stderr)])

  return {
    async finish() {
      const giveUp = setTimeout(() => {
        stdout.destroy()
        stderr.destroy()
      }, GRACE_MS)
      await closed
      clearTimeout(giveUp)
      parser.end()
      return found
    },
  }
}

function closing(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    stream.once('close', resolve)
  })
}

/** Gathers the assertions that failed at any depth, and what TAP itself found wrong. */
function collectFailures(parser: Parser, path: string[], failures: Failure[]): void {
  parser.on('child', (child: Parser) => {
    collectFailures(child, [...path, child.name], failures)
  })
  parser.on('assert', (point: Result) => {
    if (point.ok || point.skip || point.closingTestPoint) return
    failures.push({ name: [...path, point.name].join(' > '), details: detailsOf(point.diag) })
  })
  parser.on('complete', (results: { failures: object[] }) => {
    for (const failure of results.failures) {
      if (!('tapError' in failure) || typeof failure.tapError !== 'string') continue
      failures.push({ name: path.join(' > ') || 'The file', details: failure.tapError })
    }
  })
}

function whatBroke(found: Found, ending: Ending, timeoutMs: number): Failure[] {
  const { exitCode, signal, timedOut } = ending
  const broke = (details: string): Failure[] => [{ name: 'The file', details }]
  if (timedOut) return broke(`was still running after ${timeoutMs / 1000} s and was ended`)
  if (signal !== null) return broke(`was ended by ${signal}`)
  if (found.points === 0 && found.skipped.length === 0) return broke('ran no test')
  if (exitCode !== 0 && found.failures.length === 0) return broke(`ended with code ${exitCode}`)
  return []
}

function detailsOf(diag: Record<string, unknown> | null): string {
  if (diag === null) return ''
  const { at: _at, source: _source, ...rest } = diag
  return Object.keys(rest).length === 0 ? '' : stringify(rest, { lineWidth: 0 }).trimEnd()
}

function reasonOf(skip: string | true): string {
  return skip === true ? 'no reason given' : skip
}

function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group has ended by itself, which is what was wanted.
  }
}
