import { type Kysely, sql } from 'kysely'

/** Characters, and the zones out of whose numbers all uids are made (see uids.ts). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('zone')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('number', 'integer', (column) =>
      column
        .notNull()
        .generatedByDefaultAsIdentity()
        .unique()
        .check(sql`number between 0 and 131071`),
    )
    .addColumn('uid_ceiling', 'bigint', (column) =>
      column.notNull().defaultTo(0).check(sql`uid_ceiling between 0 and 68719476735`),
    )
    .execute()
  await sql`insert into zone (name, number) values ('characters', 0)`.execute(db)
  await db.schema
    .createTable('character')
    .addColumn('uid', 'bigint', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('user.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('zone', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('last_played_at', 'timestamptz')
    .addColumn('state', 'bytea')
    .addColumn('state_revision', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createIndex('character_account_id_idx')
    .on('character')
    .column('account_id')
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('character').execute()
  await db.schema.dropTable('zone').execute()
}
