import { type Kysely, sql } from 'kysely'

const now = sql`now()`
const isRole = (column: string) => sql`${sql.ref(column)} in ('player', 'builder', 'admin')`

/** Letters from player to player, and boards on which all can read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mail')
    .addColumn('to_uid', 'bigint', (column) =>
      column.notNull().references('character.uid').onDelete('cascade'),
    )
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('from_uid', 'bigint', (column) => column.notNull())
    .addColumn('from_name', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'timestamptz', (column) => column.notNull())
    .addColumn('read_at', 'timestamptz')
    .addPrimaryKeyConstraint('mail_pkey', ['to_uid', 'number'])
    .execute()
  await db.schema.createIndex('mail_from_idx').on('mail').columns(['from_uid', 'sent_at']).execute()
  await db.schema
    .createTable('board')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('read_role', 'text', (column) => column.notNull().check(isRole('read_role')))
    .addColumn('write_role', 'text', (column) => column.notNull().check(isRole('write_role')))
    .addColumn('last_number', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .execute()
  await db.schema
    .createTable('board_post')
    .addColumn('board', 'text', (column) =>
      column.notNull().references('board.name').onDelete('cascade'),
    )
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('author_uid', 'bigint', (column) => column.notNull())
    .addColumn('author_name', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('posted_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('board_post_pkey', ['board', 'number'])
    .execute()
  await db.schema
    .createIndex('board_post_author_idx')
    .on('board_post')
    .columns(['author_uid', 'posted_at'])
    .execute()
  await sql`
    insert into board (name, title, read_role, write_role)
    values ('general', 'Whatever is worth writing down.', 'player', 'player'),
      ('market', 'Wanted, and to be had.', 'player', 'player'),
      ('notices', 'What those who run this world have to say.', 'player', 'builder')
  `.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['board_post', 'board', 'mail']) await db.schema.dropTable(table).execute()
}
