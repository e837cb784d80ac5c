import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { BenchError } from './benchError.ts'

/** A process that does one part of a trial; it runs `answerAsChild`. */
export interface ChildOptions {
  /** Its file, from the folder of benches. */
  script: string
  args?: readonly string[]
  /** The only core that it may use, where the system can hold it there; all, if it is absent. */
  core?: number
}

/** CPU time and memory of a process, as it has them of itself. */
export interface Usage {
  cpuMs: number
  residentMb: number
}

interface Order {
  id: number
  what: string
  with: unknown
}

interface Answer {
  id: number
  value?: unknown
  failed?: string
}

/** What any child is asked, besides its own. */
const USAGE = 'usage'

const ANSWER_LIMIT_MS = 120_000
const STOP_LIMIT_MS = 5_000

/** A process that does one part of a trial, and is asked for things. */
export class Child {
  readonly #script: string
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #last = 0

  constructor({ script, args = [], core }: ChildOptions) {
    this.#script = script
    const file = fileURLToPath(new URL(script, import.meta.url))
    const holds = core !== undefined && process.platform === 'linux'
    const exec = holds
      ? { execPath: 'taskset', execArgv: ['-c', String(core), process.execPath] }
      : { execArgv: [] }
    this.#process = fork(file, args, { ...exec, serialization: 'advanced' })
    this.#process.on('message', ({ id, value, failed }: Answer) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (failed === undefined) waiting?.resolve(value)
      else waiting?.reject(this.#error(failed))
    })
    this.#process.once('error', (error) => this.#ended(error.message))
    this.#process.once('exit', (code, signal) => this.#ended(`it ended with ${signal ?? code}`))
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  usage(): Promise<Usage> {
    return this.ask<Usage>(USAGE)
  }

  /** @throws {BenchError} if it cannot do it, is gone, or does not answer */
  async ask<T>(what: string, value?: unknown): Promise<T> {
    const id = ++this.#last
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(id, waiting)
    const late = setTimeout(() => {
      waiting.reject(this.#error(`no answer to "${what}" in ${ANSWER_LIMIT_MS / 1000} s`))
    }, ANSWER_LIMIT_MS)
    this.#process.send({ id, what, with: value } satisfies Order, (error) => {
      if (error) waiting.reject(this.#error(error.message))
    })
    try {
      return (await waiting.promise) as T
    } finally {
      clearTimeout(late)
    }
  }

  /** Ends it. Repeated calls are harmless. */
  async stop(): Promise<void> {
    const child = this.#process
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    await ended
    clearTimeout(late)
  }

  #ended(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(this.#error(why))
    this.#waiting.clear()
  }

  #error(why: string): BenchError {
    return new BenchError('BENCH_SERVER', `Cannot go on with bench/${this.#script}: ${why}`)
  }
}

/** Answers what this process is asked, until its parent has it end or is gone. */
export function answerAsChild(answers: Readonly<Record<string, (value: never) => unknown>>): void {
  process.on('message', ({ id, what, with: value }: Order) => {
    const answer = what === USAGE ? usageOfThis : answers[what]
    Promise.resolve()
      .then(() => {
        if (!answer) throw new Error(`it is not asked for "${what}"`)
        return answer(value as never)
      })
      .then(
        (given) => tell({ id, value: given }),
        (error: unknown) =>
          tell({ id, failed: error instanceof Error ? error.stack! : `${error}` }),
      )
  })
  // An exit of its own lets a profiler write what it has found.
  for (const event of ['disconnect', 'SIGTERM'] as const) process.once(event, () => process.exit())
}

function tell(answer: Answer): void {
  process.send?.(answer, () => {})
}

function usageOfThis(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, residentMb: process.memoryUsage.rss() / 2 ** 20 }
}
