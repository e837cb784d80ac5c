import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'

/**
 * Where V8 puts what is new, in megabytes: as large from the beginning as it lets it become. A zone
 * that is made again would else outgrow it ten times, and have all that is alive moved each time.
 */
const NEW_SPACE_MB = 16

/**
 * Starts the threads of a pool, the first one ahead of time if it is asked to: what a thread runs
 * takes it a third of a second to load, and meanwhile areas are read and the database starts.
 */
export class Threads {
  #ahead: Worker | undefined

  /** Starts one that nobody has taken yet, unless there is one. */
  startAhead(): void {
    this.#ahead ??= start()
  }

  take(): Worker {
    const worker = this.#ahead ?? start()
    this.#ahead = undefined
    return worker
  }

  /** Ends the one that nobody has taken. */
  async stop(): Promise<void> {
    await this.#ahead?.terminate()
  }
}

function start(): Worker {
  setFlagsFromString(`--min-semi-space-size=${NEW_SPACE_MB}`)
  return new Worker(new URL('./thread.ts', import.meta.url))
}
