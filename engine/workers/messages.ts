import type { AreaDefinition } from '#components/definition.ts'
import type { UidRange } from '#engine/persistence/store.ts'
import type { Notice, Recordings } from '#engine/recorder/open.ts'
import type { ZoneFault } from '#engine/zone/faults.ts'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'
import type { ZoneStats } from '#engine/zone/stats.ts'
import type { PackedKept } from './packedKept.ts'
import type { LoopTimes } from './zoneLoop.ts'

/** One zone that a worker is to run. */
export interface ZonePlacement {
  name: string
  /** 32 bits. */
  seed: number
  uids: UidRange
  keeping: ZoneKeeping
}

/** The same, as it is sent to the worker. */
export interface PackedPlacement extends Omit<ZonePlacement, 'keeping'> {
  keeping: Omit<ZoneKeeping, 'kept'> & { kept: PackedKept }
}

/** What a worker needs for any zone. */
export interface WorkerSetup {
  /** Where the thread lets its pool see that it lives: the memory of a `Pulse`. */
  pulse: SharedArrayBuffer
  areas: readonly AreaDefinition[]
  /** Absent: zones are not recorded. */
  recordings?: Recordings
}

/** What a zone tells of itself once a second. */
export interface ZoneReport {
  zone: string
  stats: ZoneStats
  times: LoopTimes
  /** What rules have counted since the zone was started, by name. */
  counted: ReadonlyMap<string, number>
}

/** Why a zone could not be opened. Of an error that is sent to another thread no code arrives. */
export interface ZoneFailure {
  zone: string
  message: string
  code: string | undefined
  stack: string
}

/** From a worker to its pool, beside what passes on the bus. */
export interface FromWorker {
  /** The zone stands, and takes intents. */
  opened?: string
  failed?: ZoneFailure
  /** The zone is gone, and all that it had to tell has been told. */
  released?: string
  reports?: ZoneReport[]
  /** What zones have survived since the last report; `zone` is '' where it was the thread. */
  faults?: ZoneFault[]
  /** A zone's recording has ended before the zone, or could not begin. */
  notice?: Notice
}

/** From the pool to a worker, beside what passes on the bus. */
export interface ToWorker {
  /** Comes first. */
  setup?: WorkerSetup
  /** A zone to run from now on. */
  place?: PackedPlacement
  /** A zone to run no more; what it had to keep is kept first, unless it is another's already. */
  release?: { zone: string; isLost: boolean }
  /** Ends all zones and the thread. */
  stop?: true
}
