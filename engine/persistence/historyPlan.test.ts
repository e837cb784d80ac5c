import fc from 'fast-check'
import t from 'tap'
import { type HistoryPoint, planHistory } from './historyPlan.ts'

const NO_LIMIT = Number.MAX_SAFE_INTEGER
const HOUR = 3600

/** Snapshots that were taken so many seconds ago, the newest first; each a thousand records on. */
function points(...ages: number[]): HistoryPoint[] {
  return ages.map((ageSeconds, rank) => {
    const sequence = (ages.length - rank) * 1_000
    const hour = Math.floor((1_000 * HOUR - ageSeconds) / HOUR)
    return { id: sequence, sequence, bytes: 100, journalBytes: sequence, ageSeconds, hour }
  })
}

function plan(given: HistoryPoint[], hours: number, bytesMax = NO_LIMIT) {
  const { snapshots, recordsTo } = planHistory(given, { hours, bytesMax })
  return { dropped: snapshots.map(({ sequence }) => sequence), recordsTo }
}

t.test('without a history three snapshots stay, and what follows the second', async (t) => {
  t.strictSame(plan(points(), 0), { dropped: [], recordsTo: 0 })
  t.strictSame(plan(points(0), 0), { dropped: [], recordsTo: 0 })
  t.strictSame(plan(points(0, 60), 0), { dropped: [], recordsTo: 1_000 })
  t.strictSame(plan(points(0, 60, 120, 180, 240), 0), { dropped: [2_000, 1_000], recordsTo: 4_000 })
})

t.test('the newest snapshot from before the history stays, with all that follows', async (t) => {
  const given = points(0, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 5 * HOUR)
  t.strictSame(plan(given, 3), { dropped: [2_000, 1_000], recordsTo: 3_000 })
  t.strictSame(plan(given, 3.5), { dropped: [1_000], recordsTo: 2_000 })
  t.strictSame(plan(given, 24), { dropped: [], recordsTo: 0 }, 'all is younger than a day')
})

t.test('of each hour the first snapshot stays, besides the three newest', async (t) => {
  const every20Minutes = Array.from({ length: 10 }, (_, n) => n * 1_200 + 600)
  t.strictSame(plan(points(...every20Minutes), 24), {
    dropped: [7_000, 6_000, 4_000, 3_000],
    recordsTo: 0,
  })
})

t.test('above the limit the oldest goes first, but never what recovery needs', async (t) => {
  const given = points(0, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR)
  t.strictSame(plan(given, 24, 5_500), { dropped: [], recordsTo: 0 })
  t.strictSame(plan(given, 24, 5_499), { dropped: [], recordsTo: 1_000 })
  t.strictSame(plan(given, 24, 4_499), { dropped: [1_000], recordsTo: 2_000 })
  t.strictSame(plan(given, 24, 3_399), { dropped: [2_000, 1_000], recordsTo: 3_000 })
  t.strictSame(plan(given, 24, 0), { dropped: [2_000, 1_000], recordsTo: 4_000 })
  t.strictSame(plan(given.slice(0, 1), 24, 0), { dropped: [], recordsTo: 0 })
})

t.test('every moment of the history has a snapshot and what follows it', async (t) => {
  const pauses = fc.array(fc.integer({ min: 60, max: 3 * HOUR }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(
      pauses,
      fc.integer({ min: 0, max: 12 }),
      fc.nat(NO_LIMIT),
      (pauses, hours, more) => {
        let kept: { point: HistoryPoint; takenAt: number }[] = []
        let now = 0
        let recordsTo = 0
        for (const [n, pause] of pauses.entries()) {
          now += pause
          const sequence = (n + 1) * 10
          const point = {
            id: n,
            sequence,
            bytes: 50,
            journalBytes: sequence,
            ageSeconds: 0,
            hour: 0,
          }
          kept.unshift({ point: { ...point, hour: Math.floor(now / HOUR) }, takenAt: now })
          const aged = kept.map(({ point, takenAt }) => ({ ...point, ageSeconds: now - takenAt }))
          const plan = planHistory(aged, { hours, bytesMax: NO_LIMIT })
          const dropped = new Set(plan.snapshots.map(({ id }) => id))
          kept = kept.filter(({ point }) => !dropped.has(point.id))
          recordsTo = Math.max(recordsTo, plan.recordsTo)
        }
        const moment = now - (more % (hours * HOUR + 1))
        const base = kept.find(({ takenAt }) => takenAt <= moment)?.point.sequence ?? 0
        t.ok(hours === 0 || base >= recordsTo, 'the records from the snapshot on are there')
        t.ok(kept.length <= hours + 5, 'there are few')
        t.ok(recordsTo <= (kept[1]?.point.sequence ?? 0), 'and recovery has what it needs')
      },
    ),
  )
})
