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
