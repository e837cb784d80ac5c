import type { Kysely } from 'kysely'

/** Whom a character ignores, as its edge told last: letters of theirs are turned away. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('chat_place')
    .addColumn('ignored', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('chat_place').dropColumn('ignored').execute()
}
