import type { AreaDefinition } from '#components/definition.ts'
import type { UidRange } from '#engine/persistence/store.ts'
import type { Notice, Recordings } from '#engine/recorder/open.ts'
import type { ZoneFault } from '#engine/zone/faults.ts'
import type { ZoneKeeping } from '#engine/zone/keeping.ts'
import type { ZoneStats } from '#engine/zone/stats.ts'
import type { LoopTimes } from './zoneLoop.ts'

/** One zone that a worker is to run. */
export interface ZonePlacement {
  name: string
  /** 32 bits. */
  seed: number
  uids: UidRange
  keeping: ZoneKeeping
}

/** What a worker runs. */
export interface WorkerSetup {
  areas: readonly AreaDefinition[]
  zones: readonly ZonePlacement[]
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

/** From a worker to its pool, beside what passes on the bus. */
export interface FromWorker {
  ready?: true
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
  stop?: true
}
