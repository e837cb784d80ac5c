import pg from 'pg'
import type { MIGRATIONS } from '#migrations/migrator.ts'
import { TABLES } from '#migrations/schema.ts'
import { BackupError } from './backupError.ts'
import { migrationsOf } from './backupStore.ts'

const LOCK_NOT_AVAILABLE = '55P03'

/** A backup may be reading; whatever else has a table for so long is a program. */
const LOCK_LIMIT_MS = 10_000

const OURS = [...Object.keys(TABLES), 'kysely_migration', 'kysely_migration_lock']

const THERE = `
  select table_name as name from information_schema.tables
  where table_schema = current_schema() and table_name = any ($1)`

const HELD = `select name from zone where holder is not null and lease_until > now() order by name`

/** What was found in a store. */
export interface StoreFound {
  accounts: number
  characters: number
  records: number
}

interface Cleared {
  /** The world that was there; undefined: none. */
  replaced: StoreFound | undefined
  /** The highest epoch that anybody had there. */
  epoch: number
}

/**
 * Takes a store for itself until the transaction ends, and makes it empty.
 *
 * @throws {BackupError} STORE_NEWER, STORE_IN_USE; or STORE_NOT_EMPTY, unless by `force`
 */
export async function clearStore(
  client: pg.Client,
  { isOurs, force, known }: { isOurs: boolean; force: boolean; known: typeof MIGRATIONS },
): Promise<Cleared> {
  const { rows } = await client.query<{ name: string }>(THERE, [OURS])
  const there = new Set(rows.map(({ name }) => name))
  if (there.size === 0) return { replaced: undefined, epoch: 0 }
  await lock(client, there)
  await refuseNewer(client, known)
  const hasLeases = there.has('journal')
  if (hasLeases && !isOurs) await refuseHeld(client)
  const found = await look(client, there)
  const replaced = Object.values(found).some((count) => count > 0) ? found : undefined
  if (replaced && !force) throw notEmpty(found)
  const epoch = hasLeases ? await newestEpoch(client) : 0
  await client.query(`drop table ${listOf(there)}`)
  return { replaced, epoch }
}

function listOf(tables: Iterable<string>): string {
  return [...tables].map((name) => pg.escapeIdentifier(name)).join(', ')
}

async function lock(client: pg.Client, tables: Iterable<string>): Promise<void> {
  try {
    await client.query(`set local lock_timeout = ${LOCK_LIMIT_MS}`)
    await client.query(`lock table ${listOf(tables)} in access exclusive mode`)
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError && cause.code === LOCK_NOT_AVAILABLE)) throw cause
    throw new BackupError(
      'STORE_IN_USE',
      'Cannot restore into this database: another program is using its tables; stop that first',
      cause,
    )
  }
}

async function refuseNewer(client: pg.Client, known: typeof MIGRATIONS): Promise<void> {
  const stranger = (await migrationsOf(client)).find((name) => known[name] === undefined)
  if (stranger === undefined) return
  throw new BackupError(
    'STORE_NEWER',
    `Cannot restore into this database: a newer Loam has changed it by migration "${stranger}"; ` +
      'name an empty one by LOAM_DATA_DIR or DATABASE_URL',
  )
}

async function refuseHeld(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(HELD)
  if (rows.length === 0) return
  const zones = rows.map(({ name }) => `"${name}"`).join(', ')
  throw new BackupError(
    'STORE_IN_USE',
    `Cannot restore into this database: a program runs there, and holds ${zones}; ` +
      'stop it first, or wait a few seconds if it was killed',
  )
}

async function look(client: pg.Client, there: ReadonlySet<string>): Promise<StoreFound> {
  const count = async (table: string) => {
    if (!there.has(table)) return 0
    const text = `select count(*) as rows from ${pg.escapeIdentifier(table)}`
    return (await client.query<{ rows: number }>(text)).rows[0]!.rows
  }
  const records = (await count('journal')) + (await count('snapshot'))
  return { accounts: await count('user'), characters: await count('character'), records }
}

function notEmpty({ accounts, characters, records }: StoreFound): BackupError {
  return new BackupError(
    'STORE_NOT_EMPTY',
    `Cannot restore: there is a world of ${accounts} accounts, ${characters} characters and ` +
      `${records} records already; name an empty place by LOAM_DATA_DIR or DATABASE_URL, ` +
      'or replace that world with --force',
  )
}

async function newestEpoch(client: pg.Client): Promise<number> {
  const text = 'select coalesce(max(epoch), 0) as epoch from zone'
  return (await client.query<{ epoch: number }>(text)).rows[0]!.epoch
}
