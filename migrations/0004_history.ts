import { type Kysely, sql } from 'kysely'

const now = sql`now()`

/**
 * What it takes to put a world back to a moment of its last hours, besides the journal: how
 * characters were kept before they last came or went, and how long the journal is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('character')
    .addColumn('since', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .execute()
  await db.schema
    .alterTable('snapshot')
    .addColumn('journal_bytes', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  // No foreign key: a character's rows outlive it by a day at most, and are looked up by time only.
  await db.schema
    .createTable('character_history')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('uid', 'bigint', (column) => column.notNull())
    .addColumn('since', 'timestamptz', (column) => column.notNull())
    .addColumn('until', 'timestamptz', (column) => column.notNull())
    .addColumn('zone', 'text')
    .addColumn('in_world', 'boolean', (column) => column.notNull())
    .addColumn('state', 'bytea')
    .addColumn('state_revision', 'integer', (column) => column.notNull())
    .addColumn('last_played_at', 'timestamptz')
    .execute()
  await db.schema
    .createIndex('character_history_until_idx')
    .on('character_history')
    .column('until')
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('character_history').execute()
  await db.schema.alterTable('snapshot').dropColumn('journal_bytes').execute()
  await db.schema.alterTable('character').dropColumn('since').execute()
}
