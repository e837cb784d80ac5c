import type pg from 'pg'

/**
 * The earliest moment of which all is still there: of each zone a snapshot by then with all records
 * that follow it, or the whole journal; and each character's row as it was. Where nothing was ever
 * dropped, that is the moment of the first record or character; in an empty world, now.
 */
const REACH = `
  with whole as (
    select zone, sequence, taken_at, max(sequence) over (partition by zone) as newest
    from snapshot where damage is null
  ), first_record as (
    select zone, min(sequence) as sequence from journal group by zone
  ), zones as (
    select min(taken_at) as since from whole left join first_record as first using (zone)
    where first.sequence is distinct from 1
      and whole.sequence + 1 >= coalesce(first.sequence, newest + 1)
    group by zone
  ), characters as (
    select least(character.since, min(past.since)) as since
    from character left join character_history as past using (uid)
    group by character.uid
    having least(character.since, min(past.since)) > created_at
  ), beginning as (
    select min(written_at) as since from journal
    union all select min(created_at) from character
    union all select now()
  ), reach as (
    select coalesce(
      (select max(since) from (select since from zones union all select since from characters)
        as dropped),
      (select min(since) from beginning)
    ) as since
  )
  select to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as since from reach`

/** @returns the earliest moment that the store can be put back to, as ISO 8601 in microseconds */
export async function earliestMoment(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ since: string }>(REACH)
  return rows[0]!.since
}
