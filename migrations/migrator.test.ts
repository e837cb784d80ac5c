import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import t from 'tap'
import { connectDatabase } from './connect.ts'
import { isUpToDate, MIGRATIONS, migrateDown, migrateUp, migrationStatus } from './migrator.ts'
import { withTestDatabase } from './testing.ts'

const database = await withTestDatabase(t)
const NAMES = Object.keys(MIGRATIONS)

/** A database of its own on the same server: one that nobody has migrated yet. */
async function emptyDatabase(name: string): Promise<string> {
  await sql`create database ${sql.id(name)} template template0`.execute(database.db)
  return database.url.replace('/postgres?', `/${name}?`)
}

function openPlain(url: string): Kysely<unknown> {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('error', () => {})
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

t.test('programs that start together migrate once', async (t) => {
  const url = await emptyDatabase('together')
  const starting = [1, 2, 3].map(() => connectDatabase({ url, dataDir: database.dataDir }))
  const started = await Promise.all(starting)
  t.teardown(() => Promise.all(started.map((one) => one.stop())))
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(
    started[0]!.db,
  )
  t.strictSame(
    applied.rows.map(({ name }) => name),
    NAMES,
  )
})

t.test(
  'tables are up to date when all steps were done that are known, and no others',
  async (t) => {
    const db = openPlain(await emptyDatabase('upToDate'))
    t.teardown(() => db.destroy())
    t.equal(await isUpToDate(db), false)
    await migrateUp(db)
    t.equal(await isUpToDate(db), true)

    t.equal(await isUpToDate(db, { ...MIGRATIONS, '9999_later': { up: async () => {} } }), false)
    const { [NAMES.at(-1)!]: _, ...older } = MIGRATIONS
    t.equal(await isUpToDate(db, older), false)
  },
)

t.test('every step can be taken back and made again', async (t) => {
  const db = openPlain(await emptyDatabase('back'))
  t.teardown(() => db.destroy())
  t.strictSame(await migrateUp(db), NAMES)
  t.strictSame(await migrateUp(db), [])
  for (const name of NAMES.toReversed()) t.strictSame(await migrateDown(db), [name])
  t.strictSame(await migrateDown(db), [])
  const left = await sql`select tablename from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%'`.execute(db)
  t.strictSame(left.rows, [])
  const waiting = await migrationStatus(db)
  t.strictSame(
    waiting,
    NAMES.map((name) => ({ name, appliedAt: undefined })),
  )
  t.strictSame(await migrateUp(db), NAMES)
})

t.test('a step that fails leaves everything as it was', async (t) => {
  const db = openPlain(await emptyDatabase('failing'))
  t.teardown(() => db.destroy())
  const broken = {
    ...MIGRATIONS,
    '0999_broken': { up: (db: Kysely<unknown>) => db.schema.dropTable('nothing').execute() },
  }
  await t.rejects(migrateUp(db, broken), { message: /"nothing" does not exist/ })
  t.ok((await migrationStatus(db)).every(({ appliedAt }) => appliedAt === undefined))
})

t.test('a database that a newer program has changed is refused', async (t) => {
  const url = await emptyDatabase('newer')
  const db = openPlain(url)
  t.teardown(() => db.destroy())
  await migrateUp(db, { ...MIGRATIONS, '9999_later': { up: async () => {} } })
  const refusal = {
    code: 'DATABASE_NEWER',
    message:
      'The database was changed by a newer Loam, whose migration "9999_later" this one ' +
      'does not know: start the newer one, or restore a backup that is older',
  }
  await t.rejects(connectDatabase({ url, dataDir: database.dataDir }), refusal)
  await t.rejects(migrateDown(db), refusal)
})
