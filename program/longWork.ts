import { ConfigError } from './configError.ts'

const MEGABYTE = 2 ** 20

/** A line that is written over, in a terminal; whole lines, seldom, for a log. */
const TERMINAL_EVERY_MS = 200
const LOG_EVERY_MS = 5_000

/** What a command that takes long needs besides its own options. */
export interface LongWork {
  /** Aborted when somebody presses Ctrl-C. */
  signal: AbortSignal
  onProgress(what: string, bytes: number): void
  say(line: string): void
}

/**
 * Runs a command of its own: what it returns is said at the end, what it throws in one sentence,
 * and the exit code is 1 then.
 */
export async function runLongWork(run: (work: LongWork) => Promise<string[]>): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const progress = new ProgressLine()
  try {
    const lines = await run({
      signal: stop.signal,
      onProgress: (what, bytes) => progress.show(what, bytes),
      say: (line) => progress.above(line),
    })
    progress.end()
    for (const line of lines) process.stdout.write(`${line}\n`)
  } catch (error) {
    progress.end()
    process.stderr.write(`${wordsOf(error, stop.signal)}\n`)
    process.exitCode = 1
  }
}

/** Shows on standard error what is being done, and how much of it has been. */
class ProgressLine {
  readonly #isTerminal = process.stderr.isTTY === true
  #sinceMs = performance.now()
  #isShown = false

  show(what: string, bytes: number): void {
    const nowMs = performance.now()
    const everyMs = this.#isTerminal ? TERMINAL_EVERY_MS : LOG_EVERY_MS
    if (nowMs - this.#sinceMs < everyMs) return
    this.#sinceMs = nowMs
    const words = bytes === 0 ? `${what} ...` : `${what}: ${megabytes(bytes)}`
    process.stderr.write(this.#isTerminal ? `\r\x1b[K${words}` : `${words}\n`)
    this.#isShown = true
  }

  above(line: string): void {
    this.end()
    process.stderr.write(`${line}\n`)
  }

  end(): void {
    if (this.#isShown && this.#isTerminal) process.stderr.write('\r\x1b[K')
    this.#isShown = false
  }
}

/** Bytes for people. */
export function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`
}

function wordsOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'Stopped: nothing was changed'
  if (!(error instanceof Error)) return String(error)
  // Codes that begin with ERR_ are Node's, for mistakes of programmers; but for one.
  const code = 'code' in error ? String(error.code) : ''
  const isOurs = code !== '' && (!code.startsWith('ERR_') || code.startsWith('ERR_PARSE_ARGS'))
  return isOurs || error instanceof ConfigError ? error.message : (error.stack ?? error.message)
}
