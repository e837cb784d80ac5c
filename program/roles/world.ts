import { randomInt, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { joinThread } from '#engine/bus/joinThread.ts'
import { createDatabaseJournal } from '#engine/persistence/databaseJournal.ts'
import { databaseStore } from '#engine/persistence/databaseStore.ts'
import { Doorkeeper } from '#engine/persistence/doorkeeper.ts'
import { Keeper } from '#engine/persistence/keeper.ts'
import { Placer } from '#engine/placement/placer.ts'
import { Roster } from '#engine/placement/roster.ts'
import { threadTimer } from '#engine/timer.ts'
import { WorkerPool } from '#engine/workers/pool.ts'
import type { PoolOptions } from '#engine/workers/poolOptions.ts'
import type { Threads } from '#engine/workers/threads.ts'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'
import type { Ground } from '#program/ground.ts'
import { readyRecordings } from '#program/recordings.ts'
import { leaveVanishedZones } from '#program/vanishedZones.ts'

const SEEDS = 2 ** 32
/** A process that ends hands its zones over in so long; what is left then is taken from it. */
const DRAIN_MS = 10_000

export interface WorldOptions {
  threads: Threads
  /** Told when the threads have their first zones, and are busy with them. */
  onPlaced?(): void
}

/**
 * Runs zones: alone all of them from the beginning, and with other world processes its share, which
 * it finds by and by.
 *
 * @throws alone, why a zone cannot be run, as ZONE_HELD or ZONE_LOST
 */
export async function startWorld(ground: Ground, options: WorldOptions): Promise<void> {
  const world = await World.begin(ground, options)
  if (ground.config.cluster) await world.share()
}

class World {
  readonly #ground: Ground
  readonly #keeper: Keeper
  readonly #roster: Roster
  #door!: Doorkeeper
  #pool!: WorkerPool
  #placer: Placer | undefined

  /** Takes what all zones need; alone, the zones as well. */
  static async begin(ground: Ground, options: WorldOptions): Promise<World> {
    const { config, database, areas, parts, log } = ground
    const journal = createDatabaseJournal(database.url, { historyHours: config.historyHours })
    parts.add('journal', () => journal.stop())
    const holder = nameOfThis(ground)
    const acceptsLoss = new Set(config.acceptLoss)
    const say = (words: string) => log.warn(words)
    await leaveVanishedZones({ journal, holder, areas, acceptsLoss, say })
    const world = new World(ground, { store: journal, holder, acceptsLoss })
    await world.#start(options)
    return world
  }

  private constructor(
    ground: Ground,
    keeping: Pick<ConstructorParameters<typeof Keeper>[0], 'store' | 'holder' | 'acceptsLoss'>,
  ) {
    this.#ground = ground
    const { bus, database, parts, metrics, health, config } = ground
    this.#keeper = new Keeper({
      bus,
      ...keeping,
      ...this.#reports,
      freeBytes: database.freeBytes,
      onFenced: (zone, error) => this.#fenced(zone, error),
    })
    const keeper = this.#keeper
    parts.add('keeper', () => keeper.stop())
    health.add(() => {
      if (keeper.trouble !== undefined) throw new Error(keeper.trouble)
    })
    const waiting = () => keeper.waiting
    metrics.addGauge('loam_journal_waiting', 'Journal records that are not kept yet', waiting)
    this.#roster = new Roster({
      bus,
      name: keeping.holder,
      workers: config.workers,
      clock: threadTimer,
      onChange: () => this.#placer?.heard(),
    })
    parts.add('roster', async () => this.#roster.stop())
    metrics.addGauge('loam_zones', 'Zones that run here', () => this.#roster.zones.length)
  }

  get #zones(): string[] {
    return [...new Set(this.#ground.areas.map(({ zone }) => zone))]
  }

  get #reports() {
    const { log } = this.#ground
    return {
      onError: (action: string, err: unknown) => log.error({ err }, `could not ${action}`),
      onTrouble: (words: string, err?: unknown) =>
        err === undefined ? log.warn(words) : log.error({ err }, words),
    }
  }

  async #start(options: WorldOptions): Promise<void> {
    const { bus, database, areas, parts, config } = this.#ground
    const store = databaseStore(database.db)
    const startZone = areas.find((area) => area.start)?.zone ?? ''
    const zones = this.#zones
    const door = { bus, store, zones, startZone, ...this.#reports }
    this.#door = new Doorkeeper(door)
    parts.add('doorkeeper', async () => this.#door.stop())
    this.#pool = await WorkerPool.start({
      ...options,
      ...this.#hears,
      ...readyRecordings(config.recordings, this.#ground.log),
      join: (worker) => joinThread(bus, worker),
      store,
      areas,
      zones: config.cluster ? [] : zones,
      workers: config.workers,
      seedFor: () => randomInt(SEEDS),
      take: (zone) => this.#take(zone),
    })
    parts.add('world', () => this.#pool.stop())
  }

  /** From now on zones come and go as others do who run some of them; resolves when it begins. */
  async share(): Promise<void> {
    const { parts, log } = this.#ground
    const placer = new Placer({
      roster: this.#roster,
      zones: this.#zones,
      clock: threadTimer,
      open: (zone) => this.#open(zone),
      close: async (zone) => {
        await this.#pool.close(zone)
        await this.#keeper.giveUp(zone)
        log.info({ zone }, 'a zone was given up')
      },
      canMove: () => this.#keeper.trouble === undefined,
      onError: (action, err) => log.error({ err }, `could not ${action}`),
    })
    this.#placer = placer
    parts.add('zones', () => within(DRAIN_MS, this.#leave(placer)))
    await placer.settled
  }

  /** Whoever enters meanwhile does so by another's door: this one closes before all is done. */
  async #leave(placer: Placer): Promise<void> {
    await this.#door.closeDoor()
    await placer.drain()
  }

  async #open(zone: string): Promise<boolean> {
    const { log } = this.#ground
    try {
      const isOurs = await this.#pool.open(zone)
      if (isOurs) log.info({ zone }, 'a zone runs here')
      return isOurs
    } catch (error) {
      await this.#keeper.giveUp(zone)
      throw error
    }
  }

  async #take(zone: string): Promise<ZoneKeeping | undefined> {
    const isAlone = this.#ground.config.cluster === undefined
    const keeping = await (isAlone ? this.#keeper.take(zone) : this.#keeper.tryTake(zone))
    const { log } = this.#ground
    for (const damage of keeping?.kept.damage ?? []) {
      log.warn({ zone, damage }, 'the journal was damaged')
    }
    return keeping
  }

  get #hears(): Pick<PoolOptions, 'onOpened' | 'onClosed' | 'onReport' | 'onFault' | 'onCrash'> {
    const { metrics, log } = this.#ground
    return {
      onOpened: (zone, epoch) => this.#roster.opened(zone, epoch),
      onClosed: (zone, isOver) => {
        if (isOver) metrics.forget(zone)
        // A zone that is given up is others' only when all of it is kept.
        if (!isOver) this.#roster.pausing(zone)
        else if (!this.#placer?.isBusyWith(zone)) this.#roster.closed(zone)
      },
      onReport: (report) => {
        metrics.note(report)
        this.#roster.note(report)
      },
      onFault: (fault) => log.error(fault, 'a fault of the world; it goes on'),
      onCrash: ({ zones, error: err, gaveUp }) => {
        const words = gaveUp ? 'a worker was given up' : 'a worker starts again'
        log.error({ err, zones }, words)
        if (gaveUp) for (const zone of zones) this.#placer?.failed(zone)
      },
    }
  }

  /** One of many goes on without that zone; one that is the whole world cannot be any more. */
  #fenced(zone: string, err: Error): void {
    const { log } = this.#ground
    if (this.#placer) {
      log.error({ err, zone }, 'another process runs a zone of this one: it ends here')
      this.#pool.abandon(zone).catch((error) => log.error({ err: error, zone }, 'could not end it'))
      return
    }
    log.fatal({ err }, 'another program runs a zone of this one: it ends')
    setImmediate(() => {
      throw err
    })
  }
}

/**
 * A name that no other run of the program has, and that tells an operator which it is. One that has
 * the database alone always has the same: it need not wait for its own last run's lease.
 */
function nameOfThis({ database: { kind } }: Ground): string {
  if (kind === 'embedded') return 'embedded'
  return `${hostname()}, process ${process.pid}, ${randomUUID().slice(0, 8)}`
}

async function within(ms: number, doing: Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([doing, late])
  clearTimeout(timer)
}
