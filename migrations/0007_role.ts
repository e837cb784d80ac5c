import { type Kysely, sql } from 'kysely'

/** What an account may do beside playing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('user')
    .addColumn('role', 'text', (column) =>
      column.notNull().defaultTo('player').check(sql`role in ('player', 'builder', 'admin')`),
    )
    .execute()
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('user').dropColumn('role').execute()
}
