import type { KeptZone } from '#engine/persistence/journal.ts'

/** One intent of all that were ever asked for. */
export interface IntentName {
  edge: string
  session: number
  sequence: number
}

/** What was kept of a zone, and the right to keep more. */
export interface ZoneKeeping {
  epoch: number
  kept: KeptZone
  /** In the midst of these the zone's thread has ended before: they are not done again. */
  fatal?: readonly IntentName[]
}

/** That of a zone of which nothing was ever kept. */
export const NOTHING_KEPT: ZoneKeeping = {
  epoch: 1,
  kept: { snapshot: undefined, records: [], damage: [] },
}

/** When snapshots are taken. */
export interface SnapshotPace {
  /** So often … */
  everyTicks: number
  /** … if there have been so many records since the last. */
  recordsMin: number
  /** So many entities are written in one tick: about a millisecond's work. */
  stepEntities: number
}
