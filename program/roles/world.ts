import { randomInt, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { createDatabaseJournal } from '#engine/persistence/databaseJournal.ts'
import { databaseStore } from '#engine/persistence/databaseStore.ts'
import { WorldProcess } from '#engine/placement/worldProcess.ts'
import type { Threads } from '#engine/workers/threads.ts'
import type { Ground } from '#program/ground.ts'
import { readyRecordings } from '#program/recordings.ts'
import { leaveVanishedZones } from '#program/vanishedZones.ts'

const SEEDS = 2 ** 32

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
  const { bus, config, database, areas, parts, metrics, health, log } = ground
  const journal = createDatabaseJournal(database.url, { historyHours: config.historyHours })
  parts.add('journal', () => journal.stop())
  const holder = nameOfThis(ground)
  const acceptsLoss = new Set(config.acceptLoss)
  const say = (words: string) => log.warn(words)
  await leaveVanishedZones({ journal, holder, areas, acceptsLoss, say })
  const world = await WorldProcess.begin({
    ...options,
    ...readyRecordings(config.recordings, log),
    bus,
    journal,
    store: databaseStore(database.db),
    areas,
    holder,
    isAlone: config.cluster === undefined,
    acceptsLoss,
    freeBytes: database.freeBytes,
    workers: config.workers,
    seedFor: () => randomInt(SEEDS),
    log,
    parts,
    onReport: (report) => metrics.note(report),
    onOver: (zone) => metrics.forget(zone),
    onLost: (err) => endWith(log, err, 'another program runs a zone of this one: it ends'),
    onDown: (err) => endWith(log, err, 'no zone can be run here any more: it ends'),
  })
  const { keeper, roster } = world
  health.add(() => {
    if (keeper.trouble !== undefined) throw new Error(keeper.trouble)
  })
  const waiting = () => keeper.waiting
  metrics.addGauge('loam_journal_waiting', 'Journal records that are not kept yet', waiting)
  metrics.addGauge('loam_zones', 'Zones that run here', () => roster.zones.length)
  if (config.cluster) await world.share()
}

/** Whoever watches the process starts it again. */
function endWith(log: Ground['log'], err: Error, words: string): void {
  log.fatal({ err }, words)
  setImmediate(() => {
    throw err
  })
}

/**
 * A name that no other run of the program has, and that tells an operator which it is. One that has
 * the database alone always has the same: it need not wait for its own last run's lease.
 */
function nameOfThis({ database: { kind } }: Ground): string {
  if (kind === 'embedded') return 'embedded'
  return `${hostname()}, process ${process.pid}, ${randomUUID().slice(0, 8)}`
}
