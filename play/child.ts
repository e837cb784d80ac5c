import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { PATIENCE_MS } from './stage.ts'

const MAIN = new URL('../main.ts', import.meta.url).pathname
/** A start of the whole program on a busy machine. */
const START_MS = 30_000

/** How a program ended, and what it printed. */
export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  output: string
  errors: string
}

/** Loam as a process of its own. */
export class Child {
  readonly #process: ChildProcess
  readonly #ended: Promise<Ending>
  readonly #printed = { output: '', errors: '' }

  /** @param settings  the whole environment, but for what Node needs */
  constructor(settings: Readonly<Record<string, string>>, args: readonly string[] = []) {
    const { PATH, HOME, TMPDIR } = process.env
    this.#process = spawn(process.execPath, [MAIN, ...args], {
      env: { PATH, HOME, TMPDIR, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#hear('output', this.#process.stdout)
    this.#hear('errors', this.#process.stderr)
    this.#ended = once(this.#process, 'close').then(([code, signal]) => ({
      code,
      signal,
      ...this.#printed,
    }))
  }

  /** What it printed on standard output so far. */
  get output(): string {
    return this.#printed.output
  }

  /** What it printed on standard error so far. */
  get errors(): string {
    return this.#printed.errors
  }

  /** Waits for the banner; where it listens, as host:port, `''` for nowhere. */
  async opens(patienceMs = START_MS): Promise<{ telnet: string; http: string }> {
    const late = AbortSignal.timeout(patienceMs)
    while (!this.output.includes('Ctrl-C')) {
      const printed = once(this.#process.stdout!, 'data', { signal: late })
      if ((await Promise.race([printed, this.#ended])) && this.#hasEnded) {
        throw new Error(`The program ended: ${this.errors}`)
      }
    }
    const telnet = /telnet (\S+) (\d+)/.exec(this.output)
    const http = /http:\/\/(\S+?)\//.exec(this.output)
    return { telnet: telnet ? `${telnet[1]}:${telnet[2]}` : '', http: http?.[1] ?? '' }
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  /** Waits, with a bound, until it has ended. */
  async ends(patienceMs = START_MS): Promise<Ending> {
    const { promise: late, reject } = Promise.withResolvers<never>()
    const words = `The program still runs after ${patienceMs} ms: ${this.errors}`
    const timer = setTimeout(() => reject(new Error(words)), patienceMs)
    return Promise.race([this.#ended, late]).finally(() => clearTimeout(timer))
  }

  /** Ends it in whatever way, for teardown. */
  async cut(): Promise<void> {
    if (this.#hasEnded) return
    this.signal('SIGTERM')
    await this.ends(PATIENCE_MS).catch(() => this.signal('SIGKILL'))
  }

  get #hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null
  }

  #hear(what: 'output' | 'errors', stream: NodeJS.ReadableStream | null): void {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      this.#printed[what] += text
    })
  }
}
