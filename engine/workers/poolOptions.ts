import type { Worker } from 'node:worker_threads'
import type { AreaDefinition } from '#components/definition.ts'
import type { WorldStore } from '#engine/persistence/store.ts'
import type { Notice, Recordings } from '#engine/recorder/open.ts'
import type { Timer } from '#engine/timer.ts'
import type { ZoneFault } from '#engine/zone/faults.ts'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'
import type { Doing } from '#engine/zone/pulse.ts'
import type { Unsubscribe } from '#protocol/bus.ts'
import type { ZoneReport } from './messages.ts'
import type { Threads } from './threads.ts'

/** A worker ended by itself or cannot be started; that is tried again unless `gaveUp`. */
export interface Crash {
  zones: readonly string[]
  error: Error
  /** The intent in whose midst it ended: it is not done again. */
  doing?: Doing | undefined
  gaveUp: boolean
}

export interface PoolOptions {
  threads: Pick<Threads, 'take'>
  /** Joins a worker to the bus of the process. */
  join(worker: Worker): Unsubscribe
  store: WorldStore
  areas: readonly AreaDefinition[]
  /** Those that are run from the beginning; others may be opened and closed later. */
  zones: readonly string[]
  /** By default the thread's. */
  clock?: Timer
  /** Threads, if there are zones enough for all of `areas`. */
  workers: number
  /** Chooses each zone's seed, 32 bits. */
  seedFor(zone: string): number
  /**
   * Gets the right to run a zone, and what is kept of it.
   *
   * @returns undefined if another process has it: it is not run here then
   */
  take(zone: string): Promise<ZoneKeeping | undefined>
  /** A worker has been given its first zones; to make them takes it a while. */
  onPlaced?(): void
  /** Where all that comes into the zones is recorded; absent: nowhere. */
  recordings?: Recordings & { onNotice(notice: Notice): void }
  /** A zone stands, and takes intents: at first, and when it was begun again. */
  onOpened?(zone: string, epoch: number): void
  /** A zone does not run at present, and is begun again unless `isOver`. */
  onClosed?(zone: string, isOver: boolean): void
  onReport(report: ZoneReport): void
  /** A zone has survived a fault of ours. Of many at once only some are told. */
  onFault(fault: ZoneFault): void
  onCrash(crash: Crash): void
}
