import { sql } from 'kysely'
import t from 'tap'
import { type Column, TABLES } from './schema.ts'
import { withTestDatabase } from './testing.ts'

const { db } = await withTestDatabase(t)

interface Described {
  table_name: string
  column_name: string
  data_type: Column['type']
  nullable: boolean
  filled: boolean
}

t.test('the declared tables and columns are those of a migrated database', async (t) => {
  const { rows } = await sql<Described>`
    select table_name, column_name, data_type, is_nullable = 'YES' as nullable,
      column_default is not null or is_identity = 'YES' as filled
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely%'`.execute(db)
  const found: Record<string, Record<string, Column>> = {}
  for (const { table_name, column_name, data_type, nullable, filled } of rows) {
    found[table_name] ??= {}
    found[table_name][column_name] = { type: data_type, nullable, filled }
  }
  t.strictSame(found, TABLES)
})
