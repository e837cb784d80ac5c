import { cpSync, lstatSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectDatabase, type Database } from './connect.ts'
import { findBinaries } from './embedded/binaries.ts'
import { prepareCluster } from './embedded/cluster.ts'
import { serverUser } from './embedded/user.ts'

/** What these helpers use of a tap test. */
export interface Test {
  teardown(action: () => unknown): void
}

/**
 * A migrated database of a test's own, in a folder of its own, with nothing in it. It goes when the
 * test does; give it the file's root test and all tests of the file share one.
 */
export async function withTestDatabase(t: Test): Promise<Database & { dataDir: string }> {
  const { dataDir, remove } = await makeDataDir()
  const database = await connectDatabase({ dataDir, fsync: false })
  t.teardown(async () => {
    await database.stop()
    remove()
  })
  return { ...database, dataDir }
}

/**
 * A data directory that a whole program can be started on, its cluster made: saves the second that
 * initdb takes.
 */
export async function testDataDir(t: Test): Promise<string> {
  const { dataDir, remove } = await makeDataDir()
  t.teardown(remove)
  return dataDir
}

/** An empty folder among the temporary files. */
export function testFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'loam-test-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function makeDataDir(): Promise<{ dataDir: string; remove: () => void }> {
  const model = await modelDataDir()
  const dataDir = mkdtempSync(join(tmpdir(), 'loam-test-'))
  cpSync(model, dataDir, { recursive: true })
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}

/**
 * A data directory with a fresh cluster, made once and kept among the temporary files for later
 * runs.
 */
async function modelDataDir(): Promise<string> {
  const making = mkdtempSync(join(tmpdir(), 'loam-test-model-'))
  try {
    const user = serverUser(making)
    const binaries = await findBinaries(making, user)
    const model = join(tmpdir(), `loam-test-model-${binaries.version}-${process.getuid?.()}`)
    if (isThere(model)) return model
    await prepareCluster(join(making, 'postgres'), binaries, user, false)
    try {
      renameSync(making, model)
    } catch (error) {
      // Another test file, started at the same time, may have been faster.
      if (!isThere(model)) throw error
    }
    return model
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

function isThere(model: string): boolean {
  const status = lstatSync(model, { throwIfNoEntry: false })
  if (status === undefined) return false
  if (status.uid === process.getuid?.() && (status.mode & 0o777) === 0o700) return true
  throw new Error(`"${model}" is not ours alone: remove it`)
}
