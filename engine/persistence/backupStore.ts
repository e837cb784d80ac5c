import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { SAVED_FORM } from '#components/savedForm.ts'
import { TABLES } from '#migrations/schema.ts'
import { BackupError } from './backupError.ts'
import { writeBackup } from './backupFile.ts'
import type { BackupHeader, BackupTable } from './backupHeader.ts'
import { getTypeParser } from './databaseJournalConnection.ts'
import { earliestMoment } from './historyReach.ts'
import { readWorld, type WorldReading } from './worldReading.ts'

const CONNECT_LIMIT_MS = 5_000

/** The first with which there is a world to be summed up. */
const FIRST_MIGRATION = '0003_journal'

const MIGRATED = `select to_regclass('kysely_migration') is not null as "isMigrated"`

/** Whatever a server or role is set to by default. */
const NO_LIMITS = `
  select set_config(name, '0', false) from pg_settings
  where name in ('statement_timeout', 'idle_in_transaction_session_timeout',
    'transaction_timeout')`

/** The clock is read when all that is seen is settled: nothing in it is of a later moment. */
const NOW = `
  select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`

const COLUMNS = `
  select column_name as name from information_schema.columns
  where table_schema = current_schema() and table_name = $1 order by ordinal_position`

/** Told of what is being done, and of the bytes that have been done of it. */
export type Progress = (what: string, bytes: number) => void

/** What became of a backup. */
export interface BackedUp extends WorldReading {
  header: BackupHeader
  /** Length of the file. */
  bytes: number
}

/**
 * A connection for what takes long, without the limits of daily life.
 *
 * @param signal  breaks it off, whatever it is doing
 */
export async function openBulk(url: string, signal?: AbortSignal): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: 'loam-backup',
    types: { getTypeParser },
  })
  client.on('error', () => {})
  signal?.addEventListener('abort', () => client.connection.stream.destroy())
  await client.connect()
  await client.query(NO_LIMITS)
  return client
}

/**
 * Writes all that a store holds, as it is at one moment, into one file. It locks nothing that the
 * program needs, which goes on meanwhile.
 *
 * @throws {BackupError} BACKUP_EXISTS or STORE_OLD
 */
export async function backUp(
  url: string,
  file: string,
  onProgress: Progress = () => {},
  signal?: AbortSignal,
): Promise<BackedUp> {
  const client = await openBulk(url, signal)
  try {
    await client.query('begin isolation level repeatable read read only')
    const { header, reading } = await describe(client, onProgress)
    const rowsOf = (table: BackupTable) => copyOf(client, table, onProgress)
    const bytes = await writeBackup(file, header, rowsOf, signal)
    await client.query('commit')
    return { ...reading, header, bytes }
  } finally {
    // Without a farewell, which a copy that was broken off would make us wait for.
    client.connection.stream.destroy()
  }
}

async function describe(
  client: pg.Client,
  onProgress: Progress,
): Promise<{ header: BackupHeader; reading: WorldReading }> {
  const { rows } = await client.query<{ now: string }>(NOW)
  const migrations = await migrationsOf(client)
  if (!migrations.includes(FIRST_MIGRATION)) {
    throw new BackupError(
      'STORE_OLD',
      'Cannot back up this database: its tables are not those of a Loam that has a journal; ' +
        'npm run migrate brings them to this one',
    )
  }
  onProgress('counting', 0)
  const tables: BackupTable[] = []
  for (const name of Object.keys(TABLES)) {
    const columns = await columnsOf(client, name)
    if (columns.length > 0) tables.push({ name, columns, rows: await countOf(client, name) })
  }
  onProgress('summing up', 0)
  const reading = await readWorld(client)
  const { checksum, entities } = reading
  const reachesBackTo = tables.some(({ name }) => name === 'character_history')
    ? await earliestMoment(client)
    : rows[0]!.now
  const form = SAVED_FORM.version
  const madeAt = rows[0]!.now
  return {
    header: { madeAt, reachesBackTo, migrations, form, checksum, entities, tables },
    reading,
  }
}

/** The migrations that a store has had, in their order; none if it has no tables of ours. */
export async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ isMigrated: boolean }>(MIGRATED)
  if (!rows[0]?.isMigrated) return []
  const applied = await client.query<{ name: string }>('select name from kysely_migration')
  return applied.rows.map(({ name }) => name).sort()
}

async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(COLUMNS, [table])
  return rows.map(({ name }) => name)
}

async function countOf(client: pg.Client, table: string): Promise<number> {
  const text = `select count(*) as rows from ${pg.escapeIdentifier(table)}`
  const { rows } = await client.query<{ rows: number }>(text)
  return rows[0]!.rows
}

/** How COPY names a table and its columns, with values in binary: a byte is a byte. */
export function copyTarget({ name, columns }: BackupTable): string {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  return `${pg.escapeIdentifier(name)} (${list})`
}

async function* copyOf(
  client: pg.Client,
  table: BackupTable,
  onProgress: Progress,
): AsyncGenerator<Uint8Array> {
  const rows = client.query(copyTo(`copy ${copyTarget(table)} to stdout (format binary)`))
  let bytes = 0
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    bytes += chunk.length
    onProgress(table.name, bytes)
    yield chunk
  }
}
