import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { type Timer, threadTimer } from '#engine/timer.ts'
import type { IntentName } from '#engine/zone/keeping.ts'
import { type Doing, Pulse } from '#engine/zone/pulse.ts'
import { UID_BLOCK } from '#engine/zone/uids.ts'
import type { FromWorker, ToWorker, WorkerSetup, ZoneFailure, ZonePlacement } from './messages.ts'
import { packKept } from './packedKept.ts'
import type { PoolOptions } from './poolOptions.ts'
import { Watchdog } from './watchdog.ts'

/** A worker that crashes more often than this in `CRASH_WINDOW_MS` is left down. */
const CRASHES_MAX = 3
const CRASH_WINDOW_MS = 60_000

/** Without uids for its zones a worker waits so long before they are asked for again. */
const RETRY_MS = 1_000

/** A worker that does not end by itself after it was told is ended. */
const STOP_GRACE_MS = 2_000

/** [limit] Intents of a zone that ended its thread, and are not tried again; older ones are. */
const FATAL_MAX = 16

/** A zone of a worker, and what is under way with it. */
interface Placed {
  epoch: number
  /** Whether it stands, and lets time pass. */
  isOpen: boolean
  fatal: readonly IntentName[]
  /** Settled when the zone stands for the first time, or cannot; then absent. */
  opening: PromiseWithResolvers<void> | undefined
  /** Settled when it is known whether the zone is ours, and the worker has been told. */
  placing: Promise<boolean>
  closing: PromiseWithResolvers<void> | undefined
}

/** One worker of the pool and its zones. */
export class PoolMember {
  readonly #options: PoolOptions
  readonly #clock: Timer
  readonly #zones = new Map<string, Placed>()
  #worker: Worker | undefined
  #crashes: number[] = []
  #state: 'starting' | 'running' | 'down' | 'stopping' = 'starting'

  constructor(options: PoolOptions) {
    this.#options = options
    this.#clock = options.clock ?? threadTimer
  }

  /** It has crashed too often, and is not started again. */
  get isDown(): boolean {
    return this.#state === 'down'
  }

  get count(): number {
    return this.#zones.size
  }

  has(zone: string): boolean {
    return this.#zones.has(zone)
  }

  /**
   * Starts the thread, and waits until its zones stand.
   *
   * @throws whatever ended the thread before that, which is not started again then, or why a zone
   *   cannot be opened
   */
  async start(zones: readonly string[]): Promise<void> {
    // The thread loads what it runs while its zones are taken.
    this.#run()
    const opening = zones.map((zone) => this.open(zone))
    Promise.all(this.#each(({ placing }) => placing)).then(
      () => this.#options.onPlaced?.(),
      () => {},
    )
    await Promise.all(opening)
    if (this.#state === 'starting') this.#state = 'running'
  }

  /**
   * Takes a zone, and waits until it stands.
   *
   * @returns false if another process has it
   * @throws why it cannot be opened
   */
  async open(zone: string): Promise<boolean> {
    const opening = Promise.withResolvers<void>()
    opening.promise.catch(() => {})
    const placing = this.#place(zone)
    const placed: Placed = {
      epoch: 0,
      isOpen: false,
      fatal: [],
      opening,
      placing,
      closing: undefined,
    }
    this.#zones.set(zone, placed)
    try {
      const isOurs = await placing
      if (isOurs) await opening.promise
      else this.#forget(zone, placed)
      return isOurs
    } catch (error) {
      this.#forget(zone, placed)
      throw error
    }
  }

  /**
   * Runs a zone no more.
   *
   * @param isLost  it is another's: nothing of it need be kept, nothing can be
   */
  async close(zone: string, isLost: boolean): Promise<void> {
    const placed = this.#zones.get(zone)
    if (!placed) return
    const closing = placed.closing ?? Promise.withResolvers<void>()
    placed.closing = closing
    await placed.placing.catch(() => {})
    if (!this.#zones.has(zone)) return
    if (this.#worker) this.#tell({ release: { zone, isLost } })
    else this.#released(zone)
    await closing.promise
  }

  /** Lets the zones hand over what is to be kept; then the thread ends. */
  async stop(): Promise<void> {
    this.#state = 'stopping'
    const worker = this.#worker
    if (!worker) return
    const ended = once(worker, 'exit')
    this.#tell({ stop: true })
    const callOff = this.#clock.after(STOP_GRACE_MS, () => void worker.terminate())
    await ended
    callOff()
  }

  #each<T>(get: (placed: Placed) => T): T[] {
    return [...this.#zones.values()].map(get)
  }

  #forget(zone: string, placed: Placed): void {
    if (this.#zones.get(zone) === placed) this.#zones.delete(zone)
  }

  #run(): void {
    const worker = this.#options.threads.take()
    this.#worker = worker
    const leave = this.#options.join(worker)
    const pulse = new Pulse()
    this.#tell({ setup: this.#setup(pulse) })
    let failure: Error | undefined
    const watchdog = new Watchdog(this.#clock, {
      beats: () => pulse.beats,
      workedMs: async () => {
        const { user, system } = await worker.cpuUsage()
        return (user + system) / 1000
      },
      isBusy: () => this.#state !== 'stopping' && this.count > 0,
      isOpening: () => this.#each(({ isOpen }) => isOpen).includes(false),
      hung: () => {
        failure = new Error('A worker was ended: it worked on and on, and let no time pass')
        void worker.terminate()
      },
    })
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', (code) => {
      leave()
      watchdog.stop()
      this.#worker = undefined
      const error = failure ?? new Error(`A worker ended by itself with code ${code}`)
      this.#ended(error, pulse.doing)
    })
    worker.on('message', (message: FromWorker) => this.#hear(message))
  }

  #tell(message: ToWorker): void {
    this.#worker?.postMessage(message)
  }

  #setup({ memory: pulse }: Pulse): WorkerSetup {
    const { areas, recordings } = this.#options
    if (!recordings) return { areas, pulse }
    const { directory, version } = recordings
    return { areas, pulse, recordings: { directory, version } }
  }

  /** @returns false if another process has the zone */
  async #place(zone: string): Promise<boolean> {
    const worker = this.#worker
    const placement = await this.#take(zone)
    if (!placement) return false
    const placed = this.#zones.get(zone)
    if (!placed || this.#worker !== worker) throw new Error('The worker has ended meanwhile')
    placed.epoch = placement.keeping.epoch
    const kept = packKept(placement.keeping.kept)
    const keeping = { ...placement.keeping, kept, fatal: placed.fatal }
    this.#tell({ place: { ...placement, keeping } })
    return true
  }

  async #take(name: string): Promise<ZonePlacement | undefined> {
    const { store, seedFor, take } = this.#options
    // Should the zone be another's, the uids are nobody's: there are enough for ages.
    const [keeping, uids] = await Promise.all([take(name), store.reserveUids(name, UID_BLOCK)])
    return keeping && { name, seed: seedFor(name), uids, keeping }
  }

  #hear({ opened, failed, released, reports, faults, notice }: FromWorker): void {
    if (opened !== undefined) this.#opened(opened)
    if (failed) this.#failed(failed)
    if (released !== undefined) this.#released(released)
    if (notice) this.#options.recordings?.onNotice(notice)
    for (const fault of faults ?? []) this.#options.onFault(fault)
    for (const report of reports ?? []) this.#options.onReport(report)
  }

  #opened(zone: string): void {
    const placed = this.#zones.get(zone)
    if (!placed) return
    placed.isOpen = true
    placed.opening?.resolve()
    placed.opening = undefined
    if (!placed.closing) this.#options.onOpened?.(zone, placed.epoch)
  }

  /** What cannot be opened again after a crash would fail in the same way the next time. */
  #failed(failure: ZoneFailure): void {
    const { zone } = failure
    const placed = this.#zones.get(zone)
    const error = new ZoneOpenError(failure)
    if (placed?.opening) {
      placed.opening.reject(error)
      return
    }
    this.#options.onCrash({ zones: [zone], error, gaveUp: true })
    this.#released(zone)
  }

  #released(zone: string): void {
    const placed = this.#zones.get(zone)
    if (!placed) return
    this.#zones.delete(zone)
    placed.closing?.resolve()
    this.#options.onClosed?.(zone, true)
  }

  /** The thread is no more. Whoever waits for a zone to open hears why; to close: it has. */
  #ended(error: Error, doing: Doing | undefined): void {
    if (doing) this.#noteFatal(doing)
    for (const [zone, placed] of this.#zones) {
      placed.isOpen = false
      if (placed.closing) this.#released(zone)
      if (!placed.opening) continue
      this.#zones.delete(zone)
      placed.opening.reject(error)
    }
    if (this.#state === 'running') this.#crashed(error, doing)
  }

  /** Edges repeat what was not confirmed, which would end the thread again. */
  #noteFatal({ zone, ...intent }: Doing): void {
    const placed = this.#zones.get(zone)
    if (placed) placed.fatal = [...placed.fatal, intent].slice(-FATAL_MAX)
  }

  #crashed(error: Error, doing: Doing | undefined): void {
    const now = this.#clock.now()
    this.#crashes = [...this.#crashes.filter((at) => at > now - CRASH_WINDOW_MS), now]
    const gaveUp = this.#crashes.length > CRASHES_MAX
    const zones = [...this.#zones.keys()]
    if (gaveUp) {
      this.#zones.clear()
      this.#state = 'down'
    }
    for (const zone of zones) this.#options.onClosed?.(zone, gaveUp)
    this.#options.onCrash({ zones, error, doing, gaveUp })
    if (!gaveUp) this.#startAgain()
  }

  #startAgain(): void {
    this.#run()
    for (const zone of this.#zones.keys()) this.#openAgain(zone)
  }

  #openAgain(zone: string): void {
    const placed = this.#zones.get(zone)
    if (!placed) return
    const worker = this.#worker
    placed.placing = this.#place(zone)
    placed.placing.then(
      (isOurs) => {
        if (!isOurs) this.#released(zone)
      },
      (error) => {
        const isOurs = () => this.#worker === worker && this.#state === 'running'
        if (!isOurs()) return
        this.#options.onCrash({ zones: [zone], error, gaveUp: false })
        this.#clock.after(RETRY_MS, () => {
          if (isOurs()) this.#openAgain(zone)
        })
      },
    )
  }
}

/** A worker could not make a zone of what was kept of it. */
export class ZoneOpenError extends Error {
  /** That of the error in the worker, if it had one. */
  readonly code: string | undefined

  constructor({ message, code, stack }: ZoneFailure) {
    super(message)
    this.code = code
    this.stack = stack
  }
}
