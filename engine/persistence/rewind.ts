import type pg from 'pg'
import { BackupError } from './backupError.ts'

/** With its offset from UTC: what a clock on the wall shows may be any of several moments. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)$/

/**
 * Both before the journal is cut, which they look at. A snapshot leaves its zone after the last
 * record of which it may know, so none that had been taken by then knows of anything later.
 */
const DROP_LATER_SNAPSHOTS = `
  with later as (
    select zone, min(sequence) as first from journal where written_at > $1 group by zone
  )
  delete from snapshot where taken_at > $1
    or exists (select from later where later.zone = snapshot.zone and first <= sequence)`

/** Records are committed in the order of their numbers: behind one that is later, all are. */
const DROP_LATER_RECORDS = `
  with later as (
    select zone, min(sequence) as first from journal where written_at > $1 group by zone
  )
  delete from journal using later where later.zone = journal.zone and journal.sequence >= first`

/** What a character was at that moment is its row, or what that was before it next changed. */
const PUT_CHARACTERS_BACK = `
  with past as (
    select distinct on (uid) * from character_history where until > $1 order by uid, until, id
  )
  update character
  set since = past.since, zone = past.zone, in_world = past.in_world, state = past.state,
    state_revision = past.state_revision, last_played_at = past.last_played_at
  from past where past.uid = character.uid and created_at <= $1`

const UNBORN = `
  select name from character where created_at > $1 and since > created_at order by name`

const BEGIN_UNBORN_ANEW = `
  update character
  set since = created_at, zone = null, in_world = false, state = null, state_revision = 0,
    last_played_at = null
  where created_at > $1`

const DROP_LATER_HISTORY = 'delete from character_history where until > $1'

/** @throws {BackupError} MOMENT_NOT_KEPT, naming the earliest and the latest that is */
export async function refuseUnkept(
  client: pg.Client,
  until: string,
  { earliest, latest }: { earliest: string; latest: string },
): Promise<void> {
  const { rows } = await client.query<{ isKept: boolean }>(
    'select $1::timestamptz between $2::timestamptz and $3::timestamptz as "isKept"',
    [until, earliest, latest],
  )
  if (rows[0]?.isKept) return
  throw new BackupError(
    'MOMENT_NOT_KEPT',
    `Cannot restore the world of ${until}: this backup reaches from ${earliest} to ${latest}`,
  )
}

/** @throws {BackupError} MOMENT_INVALID if `until` does not look like one */
export function refuseNoMoment(until: string): void {
  if (MOMENT.test(until) && !Number.isNaN(Date.parse(until))) return
  throw new BackupError(
    'MOMENT_INVALID',
    `Cannot restore the world of ${JSON.stringify(until)}: ` +
      'a moment looks like 2026-11-24T10:15:00Z or 2026-11-24T11:15:00+01:00',
  )
}

/**
 * Puts a whole store back to a moment to which its history reaches, as a part of the transaction
 * that is under way. Accounts stay, and numbers that were handed out are not handed out again.
 *
 * @returns the names of the characters that were made and played later: they begin anew
 */
export async function rewind(client: pg.Client, until: string): Promise<string[]> {
  await client.query(DROP_LATER_SNAPSHOTS, [until])
  await client.query(DROP_LATER_RECORDS, [until])
  await client.query(PUT_CHARACTERS_BACK, [until])
  const { rows: unborn } = await client.query<{ name: string }>(UNBORN, [until])
  await client.query(BEGIN_UNBORN_ANEW, [until])
  await client.query(DROP_LATER_HISTORY, [until])
  return unborn.map(({ name }) => name)
}
