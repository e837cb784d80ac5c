import { type Kysely, sql } from 'kysely'

const now = sql`now()`
const isRole = (column: string) => sql`${sql.ref(column)} in ('player', 'builder', 'admin')`

/** Channels, who listens to them, and what was said there and from one player to another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createChannels(db)
  await createLines(db)
  await createMarks(db)
  await sql`insert into chat_count (id, last) values (1, 0)`.execute(db)
  await sql`
    insert into chat_channel (name, title, scope, hear_role, speak_role, slow_seconds)
    values ('gossip', 'Talk about anything under the sun.', 'world', 'player', 'player', 0),
      ('ooc', 'Talk out of character: the weather where you sit, not where you stand.',
        'world', 'player', 'player', 0),
      ('newbie', 'Questions of newcomers, and answers to them.', 'world', 'player', 'player', 0),
      ('area', 'Talk with whoever is in the same area as you.', 'area', 'player', 'player', 0),
      ('staff', 'Talk among those who run this world.', 'world', 'builder', 'builder', 0)
  `.execute(db)
}

async function createChannels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chat_channel')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull().check(sql`scope in ('world', 'area')`))
    .addColumn('hear_role', 'text', (column) => column.notNull().check(isRole('hear_role')))
    .addColumn('speak_role', 'text', (column) => column.notNull().check(isRole('speak_role')))
    .addColumn('slow_seconds', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .execute()
  // Whoever has no row listens.
  await db.schema
    .createTable('chat_member')
    .addColumn('uid', 'bigint', (column) =>
      column.notNull().references('character.uid').onDelete('cascade'),
    )
    .addColumn('channel', 'text', (column) =>
      column.notNull().references('chat_channel.name').onDelete('cascade'),
    )
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('muted', 'left')`))
    .addPrimaryKeyConstraint('chat_member_pkey', ['uid', 'channel'])
    .execute()
  // Channel '': everywhere.
  await db.schema
    .createTable('chat_silence')
    .addColumn('uid', 'bigint', (column) =>
      column.notNull().references('character.uid').onDelete('cascade'),
    )
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('until', 'timestamptz', (column) => column.notNull())
    .addColumn('by_name', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('chat_silence_pkey', ['uid', 'channel'])
    .execute()
}

async function createLines(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chat_count')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('last', 'bigint', (column) => column.notNull())
    .execute()
  // No foreign keys: what was said outlives who said it, until it is old.
  await db.schema
    .createTable('chat_line')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('said_at', 'timestamptz', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('area', 'text', (column) => column.notNull())
    .addColumn('talker_uid', 'bigint', (column) => column.notNull())
    .addColumn('talker_name', 'text', (column) => column.notNull())
    .addColumn('target_uid', 'bigint')
    .addColumn('target_name', 'text')
    .addColumn('acted', 'boolean', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('chat_line_channel_idx')
    .on('chat_line')
    .columns(['channel', 'number'])
    .execute()
  await db.schema
    .createIndex('chat_line_talker_idx')
    .on('chat_line')
    .columns(['talker_uid', 'number'])
    .execute()
  await db.schema
    .createIndex('chat_line_target_idx')
    .on('chat_line')
    .columns(['target_uid', 'number'])
    .where(sql.ref('target_uid'), 'is not', null)
    .execute()
  // What was done for which request of which edge, so that it is done once.
  await db.schema
    .createTable('chat_done')
    .addColumn('edge', 'text', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('answer', 'bytea')
    .addColumn('done_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .addPrimaryKeyConstraint('chat_done_pkey', ['edge', 'number'])
    .execute()
  await db.schema.createIndex('chat_done_done_at_idx').on('chat_done').column('done_at').execute()
}

async function createMarks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chat_edge')
    .addColumn('edge', 'text', (column) => column.primaryKey())
    .addColumn('mark', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .execute()
  await db.schema
    .createTable('chat_place')
    .addColumn('uid', 'bigint', (column) =>
      column.primaryKey().references('character.uid').onDelete('cascade'),
    )
    .addColumn('edge', 'text')
    .addColumn('mark', 'bigint', (column) => column.notNull())
    .addColumn('is_over', 'boolean', (column) => column.notNull())
    .addColumn('seen_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['place', 'edge', 'done', 'line', 'count', 'silence', 'member', 'channel']) {
    await db.schema.dropTable(`chat_${table}`).execute()
  }
}
