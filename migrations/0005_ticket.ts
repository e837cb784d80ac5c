import { type Kysely, sql } from 'kysely'

const now = sql`now()`

/** What players have told those who run the world, and which news each account has read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A ticket outlives its account, above all a report: only who wrote it is forgotten then.
  await db.schema
    .createTable('ticket')
    .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.references('user.id').onDelete('set null'))
    .addColumn('character_uid', 'bigint', (column) => column.notNull())
    .addColumn('character_name', 'text', (column) => column.notNull())
    .addColumn('about_uid', 'bigint')
    .addColumn('about_name', 'text')
    .addColumn('room', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('seen', 'text', (column) => column.notNull())
    .addColumn('said', 'text', (column) => column.notNull())
    .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addColumn('taken_at', 'timestamptz')
    .addColumn('taken_by', 'text')
    .addColumn('closed_at', 'timestamptz')
    .addColumn('answer', 'text')
    .execute()
  await db.schema
    .createIndex('ticket_account_id_idx')
    .on('ticket')
    .columns(['account_id', 'made_at'])
    .execute()
  await db.schema
    .createIndex('ticket_open_idx')
    .on('ticket')
    .column('id')
    .where(sql.ref('closed_at'), 'is', null)
    .execute()
  await db.schema
    .createTable('news_read')
    .addColumn('account_id', 'text', (column) =>
      column.primaryKey().references('user.id').onDelete('cascade'),
    )
    .addColumn('mark', 'text', (column) => column.notNull())
    .addColumn('read_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('news_read').execute()
  await db.schema.dropTable('ticket').execute()
}
