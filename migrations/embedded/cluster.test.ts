import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { testDataDir, testFolder } from '#migrations/testing.ts'
import { findBinaries } from './binaries.ts'
import { prepareCluster } from './cluster.ts'
import { serverUser } from './user.ts'

async function prepare(dataDir: string): Promise<void> {
  const user = serverUser(dataDir)
  const binaries = await findBinaries(dataDir, user)
  return prepareCluster(join(dataDir, 'postgres'), binaries, user, false)
}

t.test('a cluster of another PostgreSQL is refused', async (t) => {
  const dataDir = await testDataDir(t)
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '9\n')
  await t.rejects(prepare(dataDir), {
    code: 'DATA_DIR_VERSION',
    message: /^The database in ".*" was made by PostgreSQL 9, but this program carries PostgreSQL/,
  })
})

t.test('a folder that holds something else is left alone', async (t) => {
  const dataDir = testFolder(t)
  mkdirSync(join(dataDir, 'postgres'))
  await t.rejects(prepare(dataDir), {
    code: 'DATABASE_START',
    message: /exists but holds no database: move it away or restore it$/,
  })
})

t.test('initdb that fails says why and leaves nothing behind', async (t) => {
  const dataDir = testFolder(t)
  const user = serverUser(dataDir)
  const binaries = { initdb: '/bin/false', postgres: '/bin/false', version: '18.0' }
  await t.rejects(prepareCluster(join(dataDir, 'postgres'), binaries, user, true), {
    code: 'DATABASE_START',
    message: /^Cannot make a database in ".*": \(1\)$/,
  })
  t.strictSame(readdirSync(dataDir), [])
})
