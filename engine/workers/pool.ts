import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { AreaDefinition } from '#components/definition.ts'
import type { WorldStore } from '#engine/persistence/store.ts'
import type { Notice, Recordings } from '#engine/recorder/open.ts'
import type { ZoneFault } from '#engine/zone/faults.ts'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'
import { UID_BLOCK } from '#engine/zone/uids.ts'
import type { Unsubscribe } from '#protocol/bus.ts'
import type { FromWorker, ToWorker, WorkerSetup, ZonePlacement, ZoneReport } from './messages.ts'

export interface PoolOptions {
  /** Joins a worker to the bus of the process. */
  join(worker: Worker): Unsubscribe
  store: WorldStore
  areas: readonly AreaDefinition[]
  zones: readonly string[]
  /** Threads; each gets its share of the zones. */
  workers: number
  /** Chooses each zone's seed, 32 bits. */
  seedFor(zone: string): number
  /** Gets the right to run a zone, and what is kept of it. */
  take(zone: string): Promise<ZoneKeeping>
  /** A worker has been given its zones; to make them takes it a while. */
  onPlaced?(): void
  /** Where all that comes into the zones is recorded; absent: nowhere. */
  recordings?: Recordings & { onNotice(notice: Notice): void }
  onReport(report: ZoneReport): void
  /** A zone has survived a fault of ours. Of many at once only some are told. */
  onFault(fault: ZoneFault): void
  /** A worker ended by itself or cannot be started; that is tried again unless `gaveUp`. */
  onCrash(crash: { zones: readonly string[]; error: Error; gaveUp: boolean }): void
}

/** A worker that crashes more often than this in `CRASH_WINDOW_MS` is left down. */
const CRASHES_MAX = 3
const CRASH_WINDOW_MS = 60_000

/** Without uids for its zones a worker waits so long before they are asked for again. */
const RETRY_MS = 1_000

/** A worker that does not end by itself after it was told is ended. */
const STOP_GRACE_MS = 2_000

/** One worker of the pool and the zones it was given. */
class Member {
  readonly zones: readonly string[]
  readonly #options: PoolOptions
  #worker: Worker | undefined
  #crashes: number[] = []
  #stopping = false

  constructor(zones: readonly string[], options: PoolOptions) {
    this.zones = zones
    this.#options = options
  }

  /**
   * Starts the thread, and waits until its zones stand.
   *
   * @throws whatever ended the thread before that; it is not started again then
   */
  async start(): Promise<void> {
    // The thread loads what it runs while its zones are taken.
    const placing = this.#placeAll()
    await Promise.all([placing, this.#run(placing)])
  }

  async #run(placing: Promise<ZonePlacement[]>): Promise<void> {
    if (this.#stopping) return
    const worker = new Worker(new URL('./thread.ts', import.meta.url))
    this.#worker = worker
    const leave = this.#options.join(worker)
    placing.then(
      (zones) => {
        worker.postMessage({ setup: this.#setupFor(zones) } satisfies ToWorker)
        this.#options.onPlaced?.()
      },
      () => worker.terminate(),
    )
    await new Promise<void>((resolve, reject) => {
      let isReady = false
      let failure: Error | undefined
      worker.on('error', (error) => {
        failure = error
      })
      worker.on('exit', (code) => {
        leave()
        this.#worker = undefined
        const error = failure ?? new Error(`A worker ended by itself with code ${code}`)
        if (!isReady) reject(error)
        else if (!this.#stopping) this.#crashed(error)
      })
      worker.on('message', (message: FromWorker) => {
        isReady ||= message.ready === true
        if (isReady) resolve()
        this.#hear(message)
      })
    })
  }

  #setupFor(zones: ZonePlacement[]): WorkerSetup {
    const { areas, recordings } = this.#options
    if (!recordings) return { areas, zones }
    const { directory, version } = recordings
    return { areas, zones, recordings: { directory, version } }
  }

  #hear({ reports, faults, notice }: FromWorker): void {
    if (notice) this.#options.recordings?.onNotice(notice)
    for (const fault of faults ?? []) this.#options.onFault(fault)
    for (const report of reports ?? []) this.#options.onReport(report)
  }

  #placeAll(): Promise<ZonePlacement[]> {
    const { store, seedFor, take } = this.#options
    const place = async (name: string) => {
      const uids = await store.reserveUids(name, UID_BLOCK)
      return { name, seed: seedFor(name), uids, keeping: await take(name) }
    }
    return Promise.all(this.zones.map(place))
  }

  #crashed(error: Error): void {
    const now = performance.now()
    this.#crashes = [...this.#crashes.filter((at) => at > now - CRASH_WINDOW_MS), now]
    const gaveUp = this.#crashes.length > CRASHES_MAX
    this.#options.onCrash({ zones: this.zones, error, gaveUp })
    if (!gaveUp) this.#startAgain()
  }

  #startAgain(): void {
    if (this.#stopping) return
    this.#placeAll().then(
      (zones) => this.#run(Promise.resolve(zones)).catch((error) => this.#crashed(error)),
      (error) => {
        this.#options.onCrash({ zones: this.zones, error, gaveUp: false })
        setTimeout(() => this.#startAgain(), RETRY_MS).unref()
      },
    )
  }

  /** Lets the zones hand over what is to be kept; then the thread ends. */
  async stop(): Promise<void> {
    this.#stopping = true
    const worker = this.#worker
    if (!worker) return
    const ended = once(worker, 'exit')
    worker.postMessage({ stop: true } satisfies ToWorker)
    const late = setTimeout(() => worker.terminate(), STOP_GRACE_MS)
    await ended
    clearTimeout(late)
  }
}

/** The worker threads and the zones placed on them. */
export class WorkerPool {
  readonly #members: readonly Member[]

  private constructor(members: readonly Member[]) {
    this.#members = members
  }

  /**
   * Starts the workers, and resolves when all zones stand.
   *
   * @throws whatever a worker threw while it started
   */
  static async start(options: PoolOptions): Promise<WorkerPool> {
    const count = Math.max(1, Math.min(options.workers, options.zones.length))
    const shares = Array.from({ length: count }, (_, worker) =>
      options.zones.filter((_zone, i) => i % count === worker),
    )
    const pool = new WorkerPool(shares.map((zones) => new Member(zones, options)))
    try {
      await Promise.all(pool.#members.map((member) => member.start()))
      return pool
    } catch (error) {
      await pool.stop()
      throw error
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.stop()))
  }
}
