import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { AREAS } from './market.ts'

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url))

const START_MS = 90_000
const STOP_MS = 8_000

/** pino's numbers of levels. */
const WARN = 40
const ERROR = 50

/**
 * On a machine that is busy enough the database is slow to answer, and is asked again: nothing is
 * told meanwhile.
 */
const SLOW = /could not write the journal: timeout expired/

/** Modules that change a program from without. */
export type Preload = 'plantedBug' | 'slowDisk'

export interface WorldOptions {
  dataDir: string
  preloads?: readonly Preload[]
  /** Settings beside those of all. */
  settings?: Readonly<Record<string, string>>
  args?: readonly string[]
  /** What it says of others that were killed: no fault of its own. */
  shrugs?: RegExp
}

/** Loam as the leader of a process group, to be killed. */
export class WorldProcess {
  /** What the program itself took for a fault. */
  readonly faults: string[] = []
  readonly #process: ChildProcess
  readonly #shrugs: RegExp
  readonly #ended: Promise<unknown>
  #output = ''
  #errors = ''

  constructor({
    dataDir,
    preloads = [],
    settings: more = {},
    args = [],
    shrugs = SLOW,
  }: WorldOptions) {
    this.#shrugs = shrugs
    const { PATH, HOME, TMPDIR } = process.env
    const settings = {
      LOAM_DATA_DIR: dataDir,
      LOAM_TELNET_PORT: '0',
      LOAM_HTTP_PORT: '0',
      LOAM_WEBSOCKET_PORT: '0',
      LOAM_AREAS: AREAS,
      LOAM_LOG_LEVEL: 'info',
      ...more,
    }
    const flags = preloads.flatMap((name) => [
      '--import',
      new URL(`${name}.ts`, import.meta.url).href,
    ])
    this.#process = spawn(process.execPath, [...flags, MAIN, ...args], {
      env: { PATH, HOME, TMPDIR, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    // It is in a group of its own: what ends this process would leave it running.
    const end = () => killIfThere(-this.#process.pid!)
    process.once('exit', end)
    this.#process.once('exit', () => process.off('exit', end))
    this.#ended = once(this.#process, 'close')
    this.#process.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text
    })
    createInterface(this.#process.stderr!).on('line', (line) => this.#heard(line))
  }

  /** Waits until it is open. @returns the telnet port */
  async opens(): Promise<number> {
    const late = AbortSignal.timeout(START_MS)
    while (!this.#output.includes('Ctrl-C')) {
      const printed = once(this.#process.stdout!, 'data', { signal: late })
      await Promise.race([printed, this.#ended])
      if (this.#hasEnded) throw new Error(`The program ended: ${this.#errors}`)
    }
    return Number(/telnet \S+ (\d+)/.exec(this.#output)?.[1])
  }

  /** What it counts, as Prometheus reads it. */
  async metrics(): Promise<string> {
    const [, host] = /http:\/\/(\S+?)\//.exec(this.#output) ?? []
    const response = await fetch(`http://${host}/metrics`)
    return response.text()
  }

  /**
   * Makes ready to kill its process group, and with `withDatabase` all that descends from it: the
   * server, that server's own children and the shell that watches over it.
   *
   * @returns kills at once, and resolves when the program has ended
   */
  aim(withDatabase: boolean): () => Promise<void> {
    // Once it has ended, its number may be another's.
    if (this.#hasEnded) return async () => {}
    const pid = this.#process.pid!
    const others = withDatabase ? descendantsOf(pid) : []
    return async () => {
      for (const one of [-pid, ...others]) killIfThere(one)
      await this.#ended
    }
  }

  /** Stops it as an operator does. */
  async stop(): Promise<void> {
    if (this.#hasEnded) return
    this.#process.kill('SIGTERM')
    const late = setTimeout(() => killIfThere(-this.#process.pid!), STOP_MS)
    await this.#ended
    clearTimeout(late)
    if (this.#process.exitCode !== 0) this.faults.push(`It did not stop well: ${this.#errors}`)
  }

  get #hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null
  }

  #heard(line: string): void {
    this.#errors = `${this.#errors}${line}\n`.slice(-4_000)
    const level = Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? ERROR)
    if (this.#shrugs.test(line)) return
    if (level >= ERROR || (level >= WARN && line.includes('damage'))) this.faults.push(line)
  }
}

function descendantsOf(ancestor: number): number[] {
  const listing = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const processes = listing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const found = [ancestor]
  for (const parent of found) {
    for (const [pid, ppid] of processes) if (ppid === parent) found.push(pid!)
  }
  return found.slice(1)
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
