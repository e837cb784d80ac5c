import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { numbers } from './databaseJournalConnection.ts'
import type { Dweller, Rehousing } from './journal.ts'

const DWELLERS_PER_READ = 500

const KEPT_ZONES = `
  select name from zone
  where exists (select from journal where journal.zone = number)
    or exists (select from snapshot where snapshot.zone = number)
    or exists (select from character where character.zone = name)
  order by number`

/** Any number that no other lock of this database has. */
const LOCK = 0x10a3_0001
const LOCK_AGAIN_MS = 200

const DWELLERS = `
  select uid, state from character
  where zone = $1 and not in_world and uid > $2 order by uid limit ${DWELLERS_PER_READ}`

const REHOUSE = `
  update character set zone = given.zone
  from unnest($2::bigint[], $3::text[]) as given (uid, zone)
  where character.uid = given.uid and character.zone = $1 and not in_world`

/** The zones of which anything is kept, or that a character's row names. */
export async function findKeptZones(client: pg.Client): Promise<string[]> {
  return (await client.query<{ name: string }>(KEPT_ZONES)).rows.map(({ name }) => name)
}

/** Does something while no other connection holds our lock. It asks: a wait may take too long. */
export async function holdingLock<T>(client: pg.Client, action: () => Promise<T>): Promise<T> {
  const tries = () => client.query<{ had: boolean }>('select pg_try_advisory_lock($1) had', [LOCK])
  while (!(await tries()).rows[0]?.had) await delay(LOCK_AGAIN_MS)
  return action()
}

/** Some of the characters that left the world in `zone`, with uids above `after`, ascending. */
export async function readDwellers(
  client: pg.Client,
  zone: string,
  after: number,
): Promise<Dweller[]> {
  const { rows } = await client.query<{ uid: number; state: Buffer | null }>(DWELLERS, [
    zone,
    after,
  ])
  return rows.map(({ uid, state }) => ({ uid, state: state ?? undefined }))
}

/** Has characters that left the world in `zone` wake up elsewhere. */
export async function rehouse(
  client: pg.Client,
  zone: string,
  rehousings: readonly Rehousing[],
): Promise<void> {
  const uids = numbers(rehousings.map(({ uid }) => uid))
  await client.query(REHOUSE, [zone, uids, rehousings.map((each) => each.zone)])
}
