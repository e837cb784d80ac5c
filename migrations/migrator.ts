import { type Kysely, sql, type Transaction } from 'kysely'
import { type Migration, type MigrationResultSet, Migrator } from 'kysely/migration'
import * as accounts from './0001_accounts.ts'
import * as characters from './0002_characters.ts'
import * as journal from './0003_journal.ts'
import * as history from './0004_history.ts'
import * as ticket from './0005_ticket.ts'
import * as entryPass from './0006_entry_pass.ts'
import * as role from './0007_role.ts'
import * as chat from './0008_chat.ts'
import * as mail from './0009_mail.ts'
import * as ignored from './0010_ignored.ts'
import { DatabaseError } from './errors.ts'

/** Every step of the tables' history, in order. A step that has been released never changes. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_accounts': accounts,
  '0002_characters': characters,
  '0003_journal': journal,
  '0004_history': history,
  '0005_ticket': ticket,
  '0006_entry_pass': entryPass,
  '0007_role': role,
  '0008_chat': chat,
  '0009_mail': mail,
  '0010_ignored': ignored,
}

export interface MigrationStatus {
  name: string
  /** `undefined` while it waits to be applied. */
  appliedAt: Date | undefined
}

/**
 * Brings the tables to this program's shape, in one transaction. Programs that start together take
 * turns: Kysely holds an advisory lock meanwhile, and the later ones find nothing left to do.
 *
 * @returns  the names of what was applied just now
 * @throws {DatabaseError} DATABASE_NEWER; whatever a step throws, with nothing changed
 */
export async function migrateUp<DB>(db: Kysely<DB>, known = MIGRATIONS): Promise<string[]> {
  await refuseNewer(db, known)
  return namesOf(await migratorOf(db, known).migrateToLatest())
}

/**
 * Brings the tables to the shape that they have after the step `name`, as a part of `transaction`.
 */
export async function migrateTo<DB>(
  transaction: Transaction<DB>,
  name: string,
  known = MIGRATIONS,
): Promise<string[]> {
  return namesOf(await migratorOf(transaction, known).migrateTo(name))
}

/**
 * Takes the newest step back, with all it held. @returns its name, none where nothing was applied
 */
export async function migrateDown<DB>(db: Kysely<DB>, known = MIGRATIONS): Promise<string[]> {
  await refuseNewer(db, known)
  return namesOf(await migratorOf(db, known).migrateDown())
}

export async function migrationStatus<DB>(
  db: Kysely<DB>,
  known = MIGRATIONS,
): Promise<MigrationStatus[]> {
  await refuseNewer(db, known)
  const infos = await migratorOf(db, known).getMigrations()
  return infos.map(({ name, executedAt }) => ({ name, appliedAt: executedAt }))
}

function migratorOf<DB>(db: Kysely<DB>, known: Readonly<Record<string, Migration>>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => ({ ...known }) } })
}

function namesOf({ error, results }: MigrationResultSet): string[] {
  if (error !== undefined) throw error
  return (results ?? [])
    .filter(({ status }) => status === 'Success')
    .map((one) => one.migrationName)
}

/**
 * Whether the tables have this program's shape. Most starts find that they do, and ask two
 * questions instead of a dozen, on a connection that is there already.
 */
export async function isUpToDate<DB>(db: Kysely<DB>, known = MIGRATIONS): Promise<boolean> {
  const applied = await namesApplied(db)
  return applied.length === Object.keys(known).length && applied.every((name) => name in known)
}

/** The names of all steps that were ever done. */
async function namesApplied<DB>(db: Kysely<DB>): Promise<string[]> {
  const table = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (table.rows[0]?.there !== true) return []
  const applied = await sql<{
    name: string
  }>`select name from kysely_migration order by name`.execute(db)
  return applied.rows.map(({ name }) => name)
}

/**
 * An older program must not touch what a newer one has shaped: it would misread or lose some of it.
 */
async function refuseNewer<DB>(
  db: Kysely<DB>,
  known: Readonly<Record<string, Migration>>,
): Promise<void> {
  const unknown = (await namesApplied(db)).find((name) => known[name] === undefined)
  if (unknown === undefined) return
  throw new DatabaseError(
    'DATABASE_NEWER',
    `The database was changed by a newer Loam, whose migration "${unknown}" this one ` +
      'does not know: start the newer one, or restore a backup that is older',
  )
}
