import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { SAVED_FORM } from '#components/savedForm.ts'
import { MIGRATIONS, migrateTo, migrateUp } from '#migrations/migrator.ts'
import { BackupError } from './backupError.ts'
import type { OpenedBackup } from './backupFile.ts'
import type { BackupHeader, BackupTable } from './backupHeader.ts'
import { copyTarget, openBulk, type Progress } from './backupStore.ts'
import { clearStore, type StoreFound } from './restoreTarget.ts'
import { refuseNoMoment, refuseUnkept, rewind } from './rewind.ts'
import { readWorld, type WorldReading } from './worldReading.ts'

/** Numbers that rows are given by the database go on behind the highest that was restored. */
const IDENTITIES = `
  select table_name as "table", column_name as "column" from information_schema.columns
  where table_schema = current_schema() and is_identity = 'YES' and table_name = any ($1)`

/** Whoever still believes to hold a zone, of the old store or the new, holds it no longer. */
const FENCE = 'update zone set epoch = greatest(epoch, $1) + 1, holder = null, lease_until = null'

export interface RestoreOptions {
  /** The server's address, as `connectDatabase` gives it. */
  url: string
  /** Nobody else can have the store: leases in it are those of a run that has ended. */
  isOurs: boolean
  backup: OpenedBackup
  /** Replaces the world that is there. */
  force: boolean
  /** The moment to be restored; undefined: that of the backup. */
  until?: string | undefined
  onProgress?: Progress
  /** Breaks it off: nothing has changed then. */
  signal?: AbortSignal
  known?: typeof MIGRATIONS
}

/** What became of a restore. */
export interface Restored extends WorldReading {
  rows: number
  /** What has been replaced; undefined: there was no world. */
  replaced: StoreFound | undefined
  /** Names of characters that were made after the moment, and begin anew. */
  anew: string[]
}

/**
 * Puts a backup into a store, in one transaction: it is all there and has been compared with what
 * was backed up, or nothing has changed.
 *
 * @throws {BackupError} with any code but BACKUP_EXISTS
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { url, backup, until, signal, known = MIGRATIONS } = options
  refuseNewer(backup.header, known)
  if (until !== undefined) refuseNoMoment(until)
  const client = await openBulk(url, signal)
  try {
    return await kyselyOver(client)
      .transaction()
      .execute((transaction) => restoreWithin(transaction, client, options, known))
  } finally {
    client.connection.stream.destroy()
  }
}

async function restoreWithin(
  transaction: Transaction<unknown>,
  client: pg.Client,
  { isOurs, backup, until, force, onProgress = () => {} }: RestoreOptions,
  known: typeof MIGRATIONS,
): Promise<Restored> {
  const { header } = backup
  if (until !== undefined) {
    await refuseUnkept(client, until, { earliest: header.reachesBackTo, latest: header.madeAt })
  }
  const { replaced, epoch } = await clearStore(client, { isOurs, force, known })
  await migrateTo(transaction, header.migrations.at(-1)!, known)
  const rows = await copyAll(client, backup, onProgress)
  await migrateUp(transaction, known)
  await client.query(FENCE, [epoch])
  await client.query('analyze')
  onProgress('summing up', 0)
  const reading = await readWorld(client, header.form)
  compare(reading, header)
  if (until === undefined) return { ...reading, rows, replaced, anew: [] }
  const anew = await rewind(client, until)
  return { ...(await readMoment(client, until)), rows, replaced, anew }
}

/** Over one connection, on which others may speak, too, while it waits. */
function kyselyOver(client: pg.Client): Kysely<unknown> {
  const connection = { query: client.query.bind(client), release() {} }
  const pool = { connect: async () => connection, end: async () => {}, options: {} }
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

function refuseNewer({ migrations, form }: BackupHeader, known: typeof MIGRATIONS): void {
  const names = Object.keys(known)
  const stranger = migrations.find((name, at) => name !== names[at])
  if (stranger === undefined && form <= SAVED_FORM.version) return
  const what = stranger === undefined ? `form ${form}` : `migration "${stranger}"`
  throw new BackupError(
    'BACKUP_NEWER',
    `Cannot restore this backup: a newer Loam has made it, whose ${what} this one does not know; ` +
      'restore it with the newer one',
  )
}

async function copyAll(
  client: pg.Client,
  backup: OpenedBackup,
  onProgress: Progress,
): Promise<number> {
  const { tables } = backup.header
  const names = tables.map(({ name }) => name)
  // Migrations may have put rows into them.
  await client.query(`truncate ${names.map((name) => pg.escapeIdentifier(name)).join(', ')}`)
  for await (const { table, rows } of backup.tables()) await copyIn(client, table, rows, onProgress)
  const { rows } = await client.query<{ table: string; column: string }>(IDENTITIES, [names])
  for (const { table, column } of rows) await goOn(client, table, column)
  return tables.reduce((sum, table) => sum + table.rows, 0)
}

async function copyIn(
  client: pg.Client,
  table: BackupTable,
  rows: AsyncIterable<Uint8Array>,
  onProgress: Progress,
): Promise<void> {
  const copying = client.query(copyFrom(`copy ${copyTarget(table)} from stdin (format binary)`))
  let bytes = 0
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length
      onProgress(table.name, bytes)
      yield chunk
    }
  }
  await pipeline(Readable.from(counted(rows)), copying)
  if (copying.rowCount === table.rows) return
  throw new BackupError(
    'BACKUP_WRONG',
    `Cannot restore table "${table.name}": it has ${copying.rowCount} rows, and ought to have ` +
      `${table.rows}; nothing was changed`,
  )
}

async function goOn(client: pg.Client, table: string, column: string): Promise<void> {
  const [tableName, columnName] = [table, column].map((name) => pg.escapeIdentifier(name))
  const newest = `(select coalesce(max(${columnName}), 0) from ${tableName})`
  await client.query(
    `select setval(pg_get_serial_sequence($1, $2), greatest(${newest}, 1), ${newest} > 0)`,
    [tableName, column],
  )
}

function compare({ checksum }: WorldReading, header: BackupHeader): void {
  if (checksum === header.checksum) return
  throw new BackupError(
    'BACKUP_WRONG',
    `What was restored is not the world that was backed up: its checksum is ${checksum}, and ` +
      `ought to be ${header.checksum}; nothing was changed`,
  )
}

/** A moment must make sense by itself; what was damaged by then cannot be restored. */
async function readMoment(client: pg.Client, until: string): Promise<WorldReading> {
  const reading = await readWorld(client)
  const fault = [...reading.damage, ...reading.contradictions][0]
  if (fault === undefined) return reading
  throw new BackupError(
    'MOMENT_NOT_KEPT',
    `Cannot restore the world of ${until}: ${fault}; choose another moment, or leave --until out`,
  )
}
