import { EventEmitter } from 'node:events'
import type { MessagePort, Worker } from 'node:worker_threads'
import { endWorld } from '#components/entities.ts'
import { ZoneHost } from '#engine/workers/zoneHost.ts'
import type { LiveZone } from '#engine/zone/zone.ts'
import { ProcessTime, type Schedule } from './schedule.ts'

/** One end of what joins a thread to its process: what is sent comes out at the other, in order. */
class End extends EventEmitter {
  other: End | undefined
  protected readonly endThread: () => void

  constructor(endThread: () => void) {
    super()
    this.endThread = endThread
  }

  postMessage(message: unknown): void {
    queueMicrotask(() => this.other?.emit('message', message))
  }

  /** Nothing comes or goes any more. */
  cut(): void {
    if (this.other) this.other.other = undefined
    this.other = undefined
  }
}

/** A thread of a simulated process: it runs zones as one in earnest does, but in this one. */
export class SimulatedThread {
  readonly time: ThreadTime
  readonly #outer = new Outer(() => this.end())
  readonly #host: ZoneHost

  constructor(schedule: Schedule, process: ProcessTime) {
    this.time = new ThreadTime(schedule, process)
    const inner = new Inner(() => this.end())
    this.#outer.other = inner
    inner.other = this.#outer
    this.#host = new ZoneHost(inner as unknown as MessagePort, this.time)
  }

  /** As its pool holds it. */
  get worker(): Worker {
    return this.#outer as unknown as Worker
  }

  get zones(): LiveZone[] {
    return this.time.isDead ? [] : [...this.#host.zones()]
  }

  /** It ends at once, as by a fault of its own. */
  crash(): void {
    this.end(new Error('A simulated thread has crashed'))
  }

  /** All that it holds is given back; its pool hears of it. */
  end(error?: Error): void {
    if (this.time.isDead) return
    const zones = [...this.#host.zones()]
    this.time.isDead = true
    this.#outer.cut()
    for (const { world } of zones) for (const _ of endWorld(world));
    if (this.time.isProcessDead) return
    queueMicrotask(() => {
      if (error) this.#outer.emit('error', error)
      this.#outer.emit('exit', error ? 1 : 0)
    })
  }
}

class Outer extends End {
  terminate(): void {
    this.endThread()
  }
}

class Inner extends End {
  /** What was sent before still comes. */
  close(): void {
    queueMicrotask(() => queueMicrotask(() => this.endThread()))
  }
}

/** Time as a thread knows it: it stands still with that of its process. */
class ThreadTime extends ProcessTime {
  readonly #process: ProcessTime

  constructor(schedule: Schedule, process: ProcessTime) {
    super(schedule)
    this.#process = process
  }

  get isProcessDead(): boolean {
    return this.#process.isDead
  }

  override after(afterMs: number, run: () => void): () => void {
    return this.#process.after(afterMs, () => {
      if (!this.isDead) run()
    })
  }
}
