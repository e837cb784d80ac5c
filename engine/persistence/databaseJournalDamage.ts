import type pg from 'pg'
import { inTransaction, numbers } from './databaseJournalConnection.ts'

const LOCK = 'select epoch from zone where number = $1 for update'

const LAST = 'select max(sequence) as last from journal where zone = $1'

const SET_RECORDS_ASIDE = `
  with moved as (delete from journal where zone = $1 and sequence > $2 returning *)
  insert into journal_damaged (zone, sequence, epoch, tick, payload, checksum, written_at, damage)
  select zone, sequence, epoch, tick, payload, checksum, written_at, $3 from moved
  order by sequence`

const SET_SNAPSHOT_ASIDE = 'update snapshot set damage = $2 where id = $1'

/**
 * What a cut has lost may have told of those who came and went. Who is no longer with the zone is
 * as when it last left; who is with it again is as the zone says.
 */
const SETTLE_CHARACTERS = `
  update character set in_world = not in_world, since = now()
  where zone = $1 and in_world <> (uid = any ($2::bigint[]))`

export interface Owned {
  name: string
  number: number
  epoch: number
}

/** Where a zone's journal can be used no further. */
export interface Cut {
  /** The last whole record, or the snapshot's if there is none behind it. */
  after: number
  /** The newest there is. */
  last: number
  /** What is lost, in words. */
  loss: string
  /** The same, and what became of it. */
  damage: string
}

/** What is to be set aside. */
export interface Setting {
  badSnapshots: readonly { id: number; damage: string }[]
  cut: Cut | undefined
}

/**
 * Puts damaged rows out of the way, so that appends can go on behind the last whole record, and
 * nothing is destroyed.
 *
 * @param members  the characters that came back with the zone; undefined: rows stay as they are
 * @returns how many characters' rows said otherwise
 */
export async function setAside(
  client: pg.Client,
  { name, number, epoch }: Owned,
  { badSnapshots, cut }: Setting,
  members: readonly number[] | undefined,
): Promise<number> {
  return inTransaction(client, async () => {
    const locked = await client.query<{ epoch: number }>(LOCK, [number])
    const newest = await client.query<{ last: number | null }>(LAST, [number])
    const isOther = cut && newest.rows[0]?.last !== cut.last
    if (locked.rows[0]?.epoch !== epoch || isOther) {
      throw new Error(`Cannot recover zone "${name}": another is writing it`)
    }
    for (const { id, damage } of badSnapshots) {
      await client.query(SET_SNAPSHOT_ASIDE, [id, damage])
    }
    if (cut) await client.query(SET_RECORDS_ASIDE, [number, cut.after, cut.damage])
    if (!members) return 0
    return (await client.query(SETTLE_CHARACTERS, [name, numbers(members)])).rowCount ?? 0
  })
}
