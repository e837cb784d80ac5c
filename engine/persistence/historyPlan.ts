/** A snapshot, as the history needs to know it. */
export interface HistoryPoint {
  id: number
  /** The last record before it. */
  sequence: number
  /** Length of its payload. */
  bytes: number
  /** Length of all the zone's records up to its own. */
  journalBytes: number
  ageSeconds: number
  /** The hour in which it was taken, counted from whenever. */
  hour: number
}

/** How far back a zone can be put. */
export interface HistoryLimits {
  /** 0: no further than recovery needs. */
  hours: number
  /** Of a zone's snapshots and records together. */
  bytesMax: number
}

/** What nobody needs any more. */
export interface HistoryPlan {
  snapshots: HistoryPoint[]
  /** Records up to this one; 0: none. */
  recordsTo: number
}

/** Should the newest be damaged, there is another; and should that be damaged, too, a third. */
const SNAPSHOTS_MIN = 3

/** Of those, what follows the second newest must be there. */
const BASE_OF_RECOVERY = 2

/**
 * Decides what of a zone's history can go.
 *
 * Any moment of the last hours is made of a snapshot that had been taken by then, and the records
 * from it to that moment. So the newest snapshot from before those hours stays with all that
 * follows; of the snapshots since, the first of each hour, to have few records to apply. Where that
 * is more than the limit, the oldest goes first, but never what a recovery needs.
 *
 * @param points  all whole snapshots, the newest first
 */
export function planHistory(points: readonly HistoryPoint[], limits: HistoryLimits): HistoryPlan {
  const { hours, bytesMax } = limits
  const oldest = points.findIndex(({ ageSeconds }) => ageSeconds >= hours * 3600)
  const kept = points.filter((point, rank) => {
    if (rank < SNAPSHOTS_MIN || rank === oldest) return true
    return (oldest < 0 || rank < oldest) && point.hour !== points[rank + 1]?.hour
  })
  let base = points[oldest]
  const isTooMuch = () => bytesFrom(base, kept) > bytesMax
  if (isTooMuch()) base ??= kept.at(-1)
  while (isTooMuch() && kept.length > SNAPSHOTS_MIN) {
    kept.pop()
    base = kept.at(-1)
  }
  const recovery = kept[BASE_OF_RECOVERY - 1]
  if (isTooMuch()) base = recovery
  const recordsTo = Math.min(base?.sequence ?? 0, recovery?.sequence ?? 0)
  return { snapshots: points.filter((point) => !kept.includes(point)), recordsTo }
}

/** @param base  where the records begin; undefined: wherever they do */
function bytesFrom(base: HistoryPoint | undefined, kept: readonly HistoryPoint[]): number {
  const records = (kept[0]?.journalBytes ?? 0) - (base?.journalBytes ?? 0)
  return kept.reduce((sum, { bytes }) => sum + bytes, records)
}
