import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** One that ends by itself is started again after a pause, which doubles while it runs briefly. */
const PAUSE_FIRST_MS = 500
const PAUSE_LAST_MS = 15_000
const STEADY_MS = 30_000
/** One that does not end after it was asked to is ended. */
const STOP_MS = 20_000

export interface SupervisedOptions {
  name: string
  command: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  /** A line that it has printed, on standard output or error. */
  onLine(line: string, from: 'output' | 'errors'): void
  /** What becomes of it, in words. */
  onNews(words: string): void
  /** The first pause; a test has less patience. */
  pauseMs?: number
}

/** A process that is started again for as long as it ends unasked. */
export class Supervised {
  readonly #options: SupervisedOptions
  #child: ChildProcess | undefined
  #startedMs = 0
  #pauseMs: number
  #pausing: NodeJS.Timeout | undefined
  #isStopping = false

  constructor(options: SupervisedOptions) {
    this.#options = options
    this.#pauseMs = options.pauseMs ?? PAUSE_FIRST_MS
    this.#start()
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Asks it to end, and waits until it has. */
  async stop(): Promise<void> {
    this.#isStopping = true
    clearTimeout(this.#pausing)
    const child = this.#child
    if (!child) return
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(late)
  }

  #start(): void {
    const { command, args, env, onLine } = this.#options
    this.#startedMs = performance.now()
    // A group of its own: ctrl-C at the terminal is for us, who stop all in order.
    const child = spawn(command, args, {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    createInterface(child.stdout).on('line', (line) => onLine(line, 'output'))
    createInterface(child.stderr).on('line', (line) => onLine(line, 'errors'))
    const unwatch = watch(child.pid)
    child.once('error', (error) => onLine(error.message, 'errors'))
    child.once('close', (code, signal) => {
      unwatch()
      this.#child = undefined
      if (!this.#isStopping) this.#startAgain(signal ?? `code ${code}`)
    })
  }

  #startAgain(why: string): void {
    const { pauseMs = PAUSE_FIRST_MS, onNews } = this.#options
    const isSteady = performance.now() - this.#startedMs >= STEADY_MS
    if (isSteady) this.#pauseMs = pauseMs
    onNews(`ended (${why}) and is started again in ${this.#pauseMs / 1000} s`)
    this.#pausing = setTimeout(() => this.#start(), this.#pauseMs)
    this.#pauseMs = Math.min(this.#pauseMs * 2, PAUSE_LAST_MS)
  }
}

/**
 * Ends a process with this one, even if this is killed: a shell waits on a pipe whose other end
 * only we hold.
 *
 * @returns ends the watch
 */
function watch(pid: number | undefined): () => void {
  if (pid === undefined) return () => {}
  const script = `trap "" INT TERM HUP; read _; kill -TERM ${pid}`
  const watcher = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.once('error', () => {})
  watcher.stdin.once('error', () => {})
  watcher.unref()
  return () => watcher.kill('SIGKILL')
}
