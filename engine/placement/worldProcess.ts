import type { Worker } from 'node:worker_threads'
import type { AreaDefinition } from '#components/definition.ts'
import { joinThread } from '#engine/bus/joinThread.ts'
import { Doorkeeper } from '#engine/persistence/doorkeeper.ts'
import type { JournalStore } from '#engine/persistence/journal.ts'
import { Keeper } from '#engine/persistence/keeper.ts'
import type { WorldStore } from '#engine/persistence/store.ts'
import { type Timer, threadTimer } from '#engine/timer.ts'
import { WorkerPool } from '#engine/workers/pool.ts'
import type { PoolOptions } from '#engine/workers/poolOptions.ts'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'
import type { Hub } from '#protocol/bus.ts'
import { Placer } from './placer.ts'
import { Roster } from './roster.ts'

/** A process that ends hands its zones over in so long; what is left then is taken from it. */
const DRAIN_MS = 10_000

/** Where a process tells its operator what happens. */
export interface WorldLog {
  info(details: object, words: string): void
  warn(details: object, words: string): void
  error(details: object, words: string): void
}

export interface WorldProcessOptions
  extends Pick<PoolOptions, 'threads' | 'workers' | 'seedFor' | 'recordings' | 'onPlaced'> {
  bus: Hub
  journal: JournalStore
  store: WorldStore
  areas: readonly AreaDefinition[]
  /** Names this run of this process. */
  holder: string
  /** It has the world to itself, and runs all zones from the beginning. */
  isAlone: boolean
  /** Zones to be opened even if nothing of what was kept of them can be read. */
  acceptsLoss: ReadonlySet<string>
  /** Bytes left on the journal's disk; undefined if that is not known. */
  freeBytes(): number | undefined
  log: WorldLog
  /** Takes what is started; it is to be stopped in the opposite order. */
  parts: { add(name: string, stop: () => Promise<void>): void }
  onReport: PoolOptions['onReport']
  /** A zone runs here no more. */
  onOver(zone: string): void
  /** Alone: another program runs a zone of this one, which must end at once. */
  onLost(error: Error): void
  /** No worker is left to run zones: the process must end, lest zones are left to it. */
  onDown(error: Error): void
  /** By default the thread's. */
  clock?: Timer
  /** Spreads tries to write: 0 <= x < 1. By default Math.random. */
  random?: () => number
}

/**
 * Runs zones: alone all of them from the beginning, and with other world processes its share, which
 * it finds by and by.
 */
export class WorldProcess {
  readonly keeper: Keeper
  readonly roster: Roster
  readonly #options: WorldProcessOptions
  readonly #clock: Timer
  #door!: Doorkeeper
  #pool!: WorkerPool
  #placer: Placer | undefined

  /**
   * Takes what all zones need; alone, the zones as well.
   *
   * @throws alone, why a zone cannot be run, as ZONE_HELD or ZONE_LOST
   */
  static async begin(options: WorldProcessOptions): Promise<WorldProcess> {
    const world = new WorldProcess(options)
    await world.#start()
    return world
  }

  private constructor(options: WorldProcessOptions) {
    const { bus, journal, holder, workers, parts, clock = threadTimer } = options
    this.#options = options
    this.#clock = clock
    const { acceptsLoss, freeBytes, random } = options
    this.keeper = new Keeper({
      bus,
      store: journal,
      holder,
      acceptsLoss,
      freeBytes,
      ...this.#reports,
      onFenced: (zone, error) => this.#fenced(zone, error),
      clock,
      ...(random && { random }),
    })
    parts.add('keeper', () => this.keeper.stop())
    const onChange = () => this.#placer?.heard()
    this.roster = new Roster({ bus, name: holder, workers, clock, onChange })
    parts.add('roster', async () => this.roster.stop())
  }

  get #zones(): string[] {
    return [...new Set(this.#options.areas.map(({ zone }) => zone))]
  }

  get #reports() {
    const { log } = this.#options
    return {
      onError: (action: string, err: unknown) => log.error({ err }, `could not ${action}`),
      onTrouble: (words: string, err?: unknown) =>
        err === undefined ? log.warn({}, words) : log.error({ err }, words),
    }
  }

  async #start(): Promise<void> {
    const { bus, store, areas, parts, isAlone, threads, workers, seedFor } = this.#options
    const { recordings, onPlaced } = this.#options
    const clock = this.#clock
    const startZone = areas.find((area) => area.start)?.zone ?? ''
    const zones = this.#zones
    this.#door = new Doorkeeper({ bus, store, zones, startZone, ...this.#reports, clock })
    parts.add('doorkeeper', async () => this.#door.stop())
    this.#pool = await WorkerPool.start({
      ...this.#hears,
      threads,
      join: (worker: Worker) => joinThread(bus, worker),
      store,
      areas,
      zones: isAlone ? zones : [],
      workers,
      seedFor,
      take: (zone) => this.#take(zone),
      clock,
      ...(recordings && { recordings }),
      ...(onPlaced && { onPlaced }),
    })
    parts.add('world', () => this.#pool.stop())
  }

  /** From now on zones come and go as others do who run some of them; resolves when it begins. */
  async share(): Promise<void> {
    const { parts, log } = this.#options
    const placer = new Placer({
      roster: this.roster,
      zones: this.#zones,
      clock: this.#clock,
      open: (zone) => this.#open(zone),
      close: async (zone) => {
        await this.#pool.close(zone)
        await this.keeper.giveUp(zone)
        log.info({ zone }, 'a zone was given up')
      },
      canMove: () => this.keeper.trouble === undefined,
      onError: (action, err) => log.error({ err }, `could not ${action}`),
    })
    this.#placer = placer
    parts.add('zones', () => this.#leave(placer))
    await placer.settled
  }

  /** Whoever enters meanwhile does so by another's door: this one closes before all is done. */
  async #leave(placer: Placer): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const callOff = this.#clock.after(DRAIN_MS, resolve)
    const leaving = this.#door.closeDoor().then(() => placer.drain())
    await Promise.race([leaving, late])
    callOff()
  }

  async #open(zone: string): Promise<boolean> {
    const { log } = this.#options
    try {
      const isOurs = await this.#pool.open(zone)
      if (isOurs) log.info({ zone }, 'a zone runs here')
      return isOurs
    } catch (error) {
      await this.keeper.giveUp(zone)
      throw error
    }
  }

  async #take(zone: string): Promise<ZoneKeeping | undefined> {
    const { isAlone, log } = this.#options
    const keeping = await (isAlone ? this.keeper.take(zone) : this.keeper.tryTake(zone))
    for (const damage of keeping?.kept.damage ?? []) {
      log.warn({ zone, damage }, 'the journal was damaged')
    }
    return keeping
  }

  get #hears(): Pick<PoolOptions, 'onOpened' | 'onClosed' | 'onReport' | 'onFault' | 'onCrash'> {
    const { log, onOver, onReport, onDown } = this.#options
    return {
      onOpened: (zone, epoch) => this.roster.opened(zone, epoch),
      onClosed: (zone, isOver) => {
        if (isOver) onOver(zone)
        // A zone that is given up is others' only when all of it is kept.
        if (!isOver) this.roster.pausing(zone)
        else if (!this.#placer?.isBusyWith(zone)) this.roster.closed(zone)
      },
      onReport: (report) => {
        onReport(report)
        this.roster.note(report)
      },
      onFault: (fault) => log.error(fault, 'a fault of the world; it goes on'),
      onCrash: ({ zones, error: err, doing, gaveUp }) => {
        const words = gaveUp ? 'a worker was given up' : 'a worker starts again'
        log.error({ err, zones, doing }, words)
        if (gaveUp) for (const zone of zones) this.#placer?.failed(zone)
        // One may crash while others start.
        if (this.#pool?.isDown) onDown(new Error('No worker is left: all have crashed too often'))
      },
    }
  }

  /** One of many goes on without that zone; one that is the whole world cannot be any more. */
  #fenced(zone: string, err: Error): void {
    const { log, onLost } = this.#options
    if (!this.#placer) return onLost(err)
    log.error({ err, zone }, 'another process runs a zone of this one: it ends here')
    this.#pool.abandon(zone).catch((error) => log.error({ err: error, zone }, 'could not end it'))
  }
}
