import type pg from 'pg'
import { type HistoryPlan, type HistoryPoint, planHistory } from './historyPlan.ts'

/** A zone's history is no longer than this, and that of all characters neither. */
const HISTORY_BYTES_MAX = 512 * 2 ** 20

/** One step takes a fraction of a second, also on a slow disk. */
const SNAPSHOTS_PER_STEP = 4
const RECORDS_PER_STEP = 5_000
const CHARACTERS_PER_STEP = 1_000

/** By sequence, the newest first; none that a recovery found damaged counts. */
const POINTS = `
  select id, sequence, bytes, journal_bytes as "journalBytes",
    extract(epoch from now() - taken_at)::float8 as "ageSeconds",
    floor(extract(epoch from taken_at) / 3600)::float8 as hour
  from snapshot where zone = $1 and damage is null order by sequence desc`

const DROP_SNAPSHOTS = 'delete from snapshot where id = any ($1)'

/** The oldest first, so that what is left has no hole. */
const DROP_RECORDS = `
  delete from journal where zone = $1 and sequence <= $2
    and sequence < (select min(sequence) from journal where zone = $1) + ${RECORDS_PER_STEP}`

/**
 * Rows are measured only if the table, which is as large as it has ever been, is above the limit:
 * that is known before it is read.
 */
const DROP_CHARACTERS = `
  with oldest_allowed as (
    select now() - $1 * interval '1 hour' as until
    union all
    select max(until) from (
      select until, sum(coalesce(octet_length(state), 0)) over (order by until desc) as newer
      from character_history where (select pg_table_size('character_history')) > $2
    ) as sized
    where newer > $2
  )
  delete from character_history where id in (
    select id from character_history
    where until <= (select max(until) from oldest_allowed)
    order by until limit ${CHARACTERS_PER_STEP}
  )`

/**
 * Drops some of what neither a recovery of `zone` needs nor whoever wants a moment of the last
 * `hours` back. It locks no zone: what is dropped is so for whoever holds it.
 *
 * @returns whether there is more to drop
 */
export async function trimHistory(
  client: pg.Client,
  zone: string,
  hours: number,
  bytesMax = HISTORY_BYTES_MAX,
): Promise<boolean> {
  const numbers = await client.query<{ number: number }>(
    'select number from zone where name = $1',
    [zone],
  )
  const number = numbers.rows[0]?.number
  if (number === undefined) return false
  const { rows: points } = await client.query<HistoryPoint>(POINTS, [number])
  const isMore = await dropFrom(client, number, planHistory(points, { hours, bytesMax }))
  const characters = await client.query(DROP_CHARACTERS, [hours, bytesMax])
  return isMore || characters.rowCount === CHARACTERS_PER_STEP
}

async function dropFrom(
  client: pg.Client,
  zone: number,
  { snapshots, recordsTo }: HistoryPlan,
): Promise<boolean> {
  const ids = snapshots.slice(0, SNAPSHOTS_PER_STEP).map(({ id }) => id)
  if (ids.length > 0) await client.query(DROP_SNAPSHOTS, [ids])
  const records = await client.query(DROP_RECORDS, [zone, recordsTo])
  return ids.length < snapshots.length || records.rowCount === RECORDS_PER_STEP
}
