import { type Kysely, sql } from 'kysely'

/** Tokens that let a client in without a password, each once: their hashes only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entry_pass')
    .addColumn('hash', 'bytea', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) =>
      column.notNull().check(sql`kind in ('ticket', 'resume')`),
    )
    .addColumn('character_uid', 'bigint', (column) =>
      column.notNull().references('character.uid').onDelete('cascade'),
    )
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('entry_pass_expires_at_idx')
    .on('entry_pass')
    .column('expires_at')
    .execute()
  await db.schema
    .createIndex('entry_pass_character_uid_idx')
    .on('entry_pass')
    .column('character_uid')
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('entry_pass').execute()
}
