import { type Kysely, sql } from 'kysely'

const now = sql`now()`

/**
 * The journal of every zone and its snapshots, the leases under which zones are run, and what of a
 * journal was found damaged.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('zone')
    .addColumn('epoch', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('holder', 'text')
    .addColumn('lease_until', 'timestamptz')
    .execute()
  // Leases are prolonged all the time: with room beside it a row is replaced on its own page.
  await sql`alter table zone set (fillfactor = 50)`.execute(db)
  await db.schema
    .alterTable('character')
    .addColumn('in_world', 'boolean', (column) => column.notNull().defaultTo(false))
    .execute()
  await createJournal(db)
  await createDamaged(db)
  await createSnapshots(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['snapshot_chunk', 'snapshot', 'journal_damaged', 'journal']) {
    await db.schema.dropTable(table).execute()
  }
  await db.schema.alterTable('character').dropColumn('in_world').execute()
  await sql`alter table zone reset (fillfactor)`.execute(db)
  await db.schema
    .alterTable('zone')
    .dropColumn('lease_until')
    .dropColumn('holder')
    .dropColumn('epoch')
    .execute()
}

/** No foreign key: each append locks its zone's row once, not once a record. */
async function createJournal(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('journal')
    .addColumn('zone', 'integer', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('tick', 'bigint', (column) => column.notNull())
    .addColumn('payload', 'bytea', (column) => column.notNull())
    .addColumn('checksum', 'integer', (column) => column.notNull())
    .addColumn('written_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addPrimaryKeyConstraint('journal_pkey', ['zone', 'sequence'])
    .execute()
  // Payloads are compact, so nobody tries to compress them, and up to a page they stay in the row.
  // Inserts alone call for no vacuum, and none may lock the table to shorten its file.
  await sql`alter table journal alter column payload set storage external`.execute(db)
  await sql`alter table journal set (toast_tuple_target = 8160,
    autovacuum_vacuum_insert_threshold = -1, vacuum_truncate = false)`.execute(db)
}

/** Whatever a recovery had to leave out lies here until an operator deletes it. */
async function createDamaged(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('journal_damaged')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('zone', 'integer', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('tick', 'bigint', (column) => column.notNull())
    .addColumn('payload', 'bytea', (column) => column.notNull())
    .addColumn('checksum', 'integer', (column) => column.notNull())
    .addColumn('written_at', 'timestamptz', (column) => column.notNull())
    .addColumn('damage', 'text', (column) => column.notNull())
    .addColumn('moved_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .execute()
  await sql`alter table journal_damaged alter column payload set storage external`.execute(db)
}

/**
 * A snapshot's payload lies in chunks: written as one value of 15 MB it would hold up the commits
 * of the journal, and would be in memory three times.
 */
async function createSnapshots(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('snapshot')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('zone', 'integer', (column) => column.notNull().references('zone.number'))
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('tick', 'bigint', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('checksum', 'integer', (column) => column.notNull())
    .addColumn('damage', 'text')
    .addColumn('taken_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .execute()
  await db.schema
    .createIndex('snapshot_zone_sequence_idx')
    .on('snapshot')
    .columns(['zone', 'sequence'])
    .unique()
    .where(sql.ref('damage'), 'is', null)
    .execute()
  await db.schema
    .createTable('snapshot_chunk')
    .addColumn('snapshot', 'bigint', (column) =>
      column.notNull().references('snapshot.id').onDelete('cascade'),
    )
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('payload', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('snapshot_chunk_pkey', ['snapshot', 'number'])
    .execute()
  await sql`alter table snapshot_chunk alter column payload set storage external`.execute(db)
}
