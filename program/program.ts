import { randomInt, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import type { Clock } from '#edges/session/clock.ts'
import { joinThread } from '#engine/bus/joinThread.ts'
import { LocalBus } from '#engine/bus/localBus.ts'
import { Metrics } from '#engine/metrics.ts'
import { createDatabaseJournal } from '#engine/persistence/databaseJournal.ts'
import { databaseStore } from '#engine/persistence/databaseStore.ts'
import { Doorkeeper } from '#engine/persistence/doorkeeper.ts'
import { Keeper, type KeeperOptions } from '#engine/persistence/keeper.ts'
import { WorkerPool } from '#engine/workers/pool.ts'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'
import { connectDatabase, type Database } from '#migrations/connect.ts'
import { loadWorld } from './areas.ts'
import type { Config } from './config.ts'
import type { Addresses, EdgeParts } from './edges.ts'
import { readyRecordings } from './recordings.ts'
import { readTls } from './tls.ts'
import { leaveVanishedZones } from './vanishedZones.ts'

const SEEDS = 2 ** 32

/** A program that runs. */
export interface Program {
  addresses: Addresses
  /** Where its database is, in words. */
  database: string
  /** Tells players, keeps everything, and ends all parts. Repeated calls wait for the first. */
  stop(): Promise<void>
}

/** What a test may put in place of the machine's own. */
export interface ProgramOptions {
  /** The time of sessions. */
  clock?: Clock
}

/** What has been started, to be stopped in the opposite order. */
class Parts {
  readonly #started: { name: string; stop: () => Promise<void> }[] = []
  readonly #log: Logger
  #stopped: Promise<void> | undefined

  constructor(log: Logger) {
    this.#log = log
  }

  add(name: string, stop: () => Promise<void>): void {
    this.#started.push({ name, stop })
  }

  stopAll(): Promise<void> {
    this.#stopped ??= this.#stopEach()
    return this.#stopped
  }

  async #stopEach(): Promise<void> {
    for (const { name, stop } of this.#started.reverse()) {
      await stop().catch((err) => this.#log.error({ err, part: name }, 'a part did not stop well'))
    }
  }
}

/** The edges, which are loaded and made ready while the zones' threads make the world. */
class Edges {
  readonly #parts: EdgeParts
  #ready: Promise<() => Promise<Addresses>> | undefined

  constructor(parts: EdgeParts) {
    this.#parts = parts
  }

  makeReady(): void {
    // What goes wrong is told to whoever opens them.
    this.#whenReady().catch(() => {})
  }

  async open(): Promise<Addresses> {
    const open = await this.#whenReady()
    return open()
  }

  #whenReady(): Promise<() => Promise<Addresses>> {
    this.#ready ??= import('./edges.ts').then(({ readyEdges }) => readyEdges(this.#parts))
    return this.#ready
  }
}

/**
 * Starts every part of Loam in this process, in the order in which they need each other.
 *
 * @throws an error with a `code` and one plain sentence if the operator can help it; what had been
 *   started is stopped then
 */
export async function startProgram(
  config: Config,
  log: Logger,
  options: ProgramOptions = {},
): Promise<Program> {
  const parts = new Parts(log)
  try {
    return await startParts(config, log, parts, options)
  } catch (error) {
    await parts.stopAll()
    throw error
  }
}

async function startParts(
  config: Config,
  log: Logger,
  parts: Parts,
  options: ProgramOptions,
): Promise<Program> {
  const areas = loadWorld(config.areas)
  const tls = await readTls(config)
  const zones = [...new Set(areas.map((area) => area.zone))]
  const startZone = areas.find((area) => area.start)?.zone ?? ''
  const database = await connectDatabase({
    url: config.databaseUrl,
    dataDir: config.dataDir,
    onLog: (level, words) => log[level](words),
  })
  parts.add('database', database.stop)
  const bus = new LocalBus((subject, err) => log.error({ err, subject }, 'could not receive'))
  const metrics = new Metrics()
  const store = databaseStore(database.db)
  const onError = (action: string, err: unknown) => log.error({ err }, `could not ${action}`)
  const onTrouble = (words: string, err?: unknown) =>
    err === undefined ? log.warn(words) : log.error({ err }, words)
  const journal = createDatabaseJournal(database.url, { historyHours: config.historyHours })
  parts.add('journal', () => journal.stop())
  const holder = nameOfThis(database)
  const acceptsLoss = new Set(config.acceptLoss)
  await leaveVanishedZones({ journal, holder, areas, acceptsLoss, say: onTrouble })
  const { freeBytes } = database
  const keeping = { store: journal, holder, acceptsLoss, freeBytes, onError, onTrouble }
  const keeper = openKeeper({ bus, ...keeping }, parts, log)
  const doorkeeper = new Doorkeeper({ bus, store, zones, startZone, onError, onTrouble })
  parts.add('doorkeeper', async () => doorkeeper.stop())
  const edges = new Edges({
    config,
    log,
    bus,
    database,
    areas,
    keeper,
    metrics,
    tls,
    ...options,
    onStarted: (name, stop) => parts.add(name, stop),
  })
  const pool = await WorkerPool.start({
    join: (worker) => joinThread(bus, worker),
    store,
    areas,
    zones,
    workers: config.workers,
    seedFor: () => randomInt(SEEDS),
    take: (zone) => takeZone(keeper, zone, log),
    onPlaced: () => edges.makeReady(),
    ...readyRecordings(config.recordings, log),
    onReport: (report) => metrics.note(report),
    onFault: (fault) => log.error(fault, 'a fault of the world; it goes on'),
    onCrash: ({ zones: lost, error: err, gaveUp }) =>
      log.error({ err, zones: lost }, gaveUp ? 'a worker was given up' : 'a worker starts again'),
  })
  parts.add('world', () => pool.stop())
  const addresses = await edges.open()
  return { addresses, database: database.place, stop: () => parts.stopAll() }
}

/** Opens the journal, and stops all if somebody else writes in it. */
function openKeeper(options: Omit<KeeperOptions, 'onFenced'>, parts: Parts, log: Logger): Keeper {
  const keeper = new Keeper({
    ...options,
    onFenced: (err) => {
      log.fatal({ err }, 'another program runs a zone of this one: it ends')
      setImmediate(() => {
        throw err
      })
    },
  })
  parts.add('keeper', () => keeper.stop())
  return keeper
}

/**
 * A name that no other run of the program has, and that tells an operator which it is. One that has
 * the database alone always has the same: it need not wait for its own last run's lease.
 */
function nameOfThis({ kind }: Database): string {
  if (kind === 'embedded') return 'embedded'
  return `${hostname()}, process ${process.pid}, ${randomUUID().slice(0, 8)}`
}

async function takeZone(keeper: Keeper, zone: string, log: Logger): Promise<ZoneKeeping> {
  const keeping = await keeper.take(zone)
  for (const damage of keeping.kept.damage) log.warn({ zone, damage }, 'the journal was damaged')
  return keeping
}
