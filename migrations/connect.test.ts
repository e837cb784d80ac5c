import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import t from 'tap'
import { connectDatabase } from './connect.ts'
import { DatabaseError } from './errors.ts'
import { testDataDir, testFolder, withTestDatabase } from './testing.ts'

const { db, url, dataDir } = await withTestDatabase(t)

t.test('a bigint is read as a number as far as numbers go, and not beyond', async (t) => {
  const read = await sql`select 9007199254740991::bigint as big, '{1,2}'::int[] as list`.execute(db)
  t.strictSame(read.rows, [{ big: 9_007_199_254_740_991, list: [1, 2] }])
  await t.rejects(sql`select 9007199254740992::bigint as big`.execute(db), {
    message: 'Cannot read the bigint 9007199254740992: beyond the safe integers',
  })
})

t.test('a server that is named is used, and is not stopped', async (t) => {
  const database = await connectDatabase({ url, dataDir })
  t.equal(database.kind, 'server')
  await database.health()
  await database.stop()
  await sql`select 1`.execute(db)
  await t.rejects(database.health())
})

t.test('the private server of a program that runs can be joined, and goes on', async (t) => {
  const joined = await connectDatabase({ dataDir, join: true })
  t.equal(joined.kind, 'embedded')
  await sql`create table told (words text)`.execute(joined.db)
  await joined.stop()
  t.strictSame((await sql`select * from told`.execute(db)).rows, [])
  await sql`drop table told`.execute(db)
})

t.test('a private server that nobody runs is started to be joined, but never made', async (t) => {
  const idle = await testDataDir(t)
  const joined = await connectDatabase({ dataDir: idle, join: true, migrate: false })
  await joined.health()
  await joined.stop()
  const folder = testFolder(t)
  await t.rejects(connectDatabase({ dataDir: folder, join: true }), {
    code: 'DATABASE_MISSING',
    message: `There is no database in "${folder}": name its folder by LOAM_DATA_DIR`,
  })
  t.strictSame(readdirSync(folder), [])
})

t.test('no statement may run for ever', async (t) => {
  const limit = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(db)
  t.strictSame(limit.rows, [{ statement_timeout: '5s' }])
})

t.test('an address that is none is refused without showing what it was', async (t) => {
  for (const wrong of ['http://ada:secret@host/db', 'ada:secret@host', '']) {
    await t.rejects(connectDatabase({ url: wrong, dataDir }), {
      code: 'DATABASE_URL_INVALID',
      message:
        'DATABASE_URL is not the address of a PostgreSQL server: ' +
        'it looks like postgresql://user:password@host:5432/database',
    })
  }
})

t.test('a server that does not answer is named without its password', async (t) => {
  await t.rejects(connectDatabase({ url: 'postgresql://ada:secret@127.0.0.1:1/loam', dataDir }), {
    code: 'DATABASE_UNREACHABLE',
    message: 'Cannot reach the database at 127.0.0.1:1/loam: connect ECONNREFUSED 127.0.0.1:1',
  })
})

t.test('a server of the wrong name or database says so', async (t) => {
  const error = await connectDatabase({
    url: url.replace('/postgres?', '/nowhere?'),
    dataDir,
  }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  t.ok(error instanceof DatabaseError)
  t.match(error, { code: 'DATABASE_UNREACHABLE', message: /database "nowhere" does not exist$/ })
})
