import assert from 'node:assert'
import { appendRecords } from './databaseJournalAppend.ts'
import { JournalConnection, type JournalLimits } from './databaseJournalConnection.ts'
import { acquireLease, releaseLease, renewLeases } from './databaseJournalLeases.ts'
import { recoverZone } from './databaseJournalRecovery.ts'
import { writeSnapshot } from './databaseJournalSnapshots.ts'
import { FencedError, type JournalStore } from './journal.ts'

const LIMITS: JournalLimits = { connectMs: 1500, statementMs: 5000 }

export interface DatabaseJournal extends JournalStore {
  /** Ends the connections once what is under way has ended. Every later call rejects. */
  stop(): Promise<void>
}

/**
 * The journal in PostgreSQL, whose tables must have been migrated.
 *
 * Appends have a connection of their own, on which nothing else ever waits; leases have another, as
 * they must be prolonged in time; snapshots and recoveries, which take long, share a third.
 *
 * @param url  the server's address, as `connectDatabase` gives it
 */
export function createDatabaseJournal(url: string, limits = LIMITS): DatabaseJournal {
  const appends = new JournalConnection(url, limits)
  const leases = new JournalConnection(url, limits)
  const bulk = new JournalConnection(url, limits)
  return {
    acquire: (zone, holder, leaseMs) =>
      leases.use((client) => acquireLease(client, zone, holder, leaseMs)),
    renew: (held, holder, leaseMs) =>
      leases.use((client) => renewLeases(client, held, holder, leaseMs)),
    release: (lease, holder) => leases.use((client) => releaseLease(client, lease, holder)),
    async append(records) {
      for (const { payload } of records) assert(payload.length > 0, 'a record is never empty')
      const fenced = await appends.use((client) => appendRecords(client, records))
      if (fenced.length > 0) throw new FencedError(fenced)
    },
    async saveSnapshot(lease, snapshot) {
      assert(snapshot.payload.length > 0, 'a snapshot is never empty')
      await bulk.use((client) => writeSnapshot(client, lease, snapshot))
    },
    recover: (zone) => bulk.use((client) => recoverZone(client, zone)),
    async stop() {
      await Promise.all([appends.stop(), leases.stop(), bulk.stop()])
    },
  }
}
