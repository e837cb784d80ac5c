import { onEarlyEnd } from '#bench/cleanups.ts'
import { createDatabaseJournal } from '#engine/persistence/databaseJournal.ts'
import type { JournalStore, Lease } from '#engine/persistence/journal.ts'
import { connectDatabase, type Database } from '#migrations/connect.ts'
import { testDataDir } from '#migrations/testing.ts'

/** A journal on a disk, in a database of its own. */
export interface BenchStore {
  dataDir: string
  database: Database
  journal: JournalStore
}

const HOLDER = 'bench'
const LEASE_MS = 60_000

/** Makes a data directory for `work`, whose database is on the disk, and removes it after. */
export async function withDataDir<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  let remove = (): unknown => undefined
  const dataDir = await testDataDir({
    teardown: (action) => {
      remove = action
    },
  })
  const forget = onEarlyEnd(async () => {
    remove()
  })
  try {
    return await work(dataDir)
  } finally {
    remove()
    forget()
  }
}

/**
 * Opens the journal of a data directory for `work`, which keeps what it says it keeps.
 *
 * All is stopped after that, also should this process be told to end in the middle of it.
 */
export async function withStore<T>(
  dataDir: string,
  work: (store: BenchStore) => Promise<T>,
): Promise<T> {
  const database = await connectDatabase({ dataDir })
  const journal = createDatabaseJournal(database.url)
  const stop = async () => {
    await journal.stop()
    await database.stop()
  }
  const forget = onEarlyEnd(stop)
  try {
    return await work({ dataDir, database, journal })
  } finally {
    await stop()
    forget()
  }
}

/** Runs `work` under a lease for `zone`. */
export async function withLease<T>(
  journal: JournalStore,
  zone: string,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await journal.acquire(zone, HOLDER, LEASE_MS)
  if (!lease) throw new Error(`Cannot run zone "${zone}": another holds it`)
  try {
    return await work(lease)
  } finally {
    await journal.release(lease, HOLDER)
  }
}
