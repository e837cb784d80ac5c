import assert from 'node:assert'
import { appendRecords } from './databaseJournalAppend.ts'
import { JournalConnection, type JournalLimits } from './databaseJournalConnection.ts'
import { trimHistory } from './databaseJournalHistory.ts'
import { acquireLease, findHolder, releaseLease, renewLeases } from './databaseJournalLeases.ts'
import { recoverZone } from './databaseJournalRecovery.ts'
import { writeSnapshot } from './databaseJournalSnapshots.ts'
import { findKeptZones, holdingLock, readDwellers, rehouse } from './databaseJournalZones.ts'
import { FencedError, type JournalStore, type ZoneRegister } from './journal.ts'

const LIMITS: DatabaseJournalOptions = { connectMs: 1500, statementMs: 5000, historyHours: 0 }

export interface DatabaseJournalOptions extends JournalLimits {
  /** Any moment of so many last hours can be restored; 0: only what recovery needs is kept. */
  historyHours: number
}

export interface DatabaseJournal extends JournalStore, ZoneRegister {
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
export function createDatabaseJournal(
  url: string,
  options: Partial<DatabaseJournalOptions> = {},
): DatabaseJournal {
  const { historyHours, ...limits } = { ...LIMITS, ...options }
  const appends = new JournalConnection(url, limits)
  const leases = new JournalConnection(url, limits)
  const bulk = new JournalConnection(url, limits)
  // Both are needed before a zone can run.
  for (const connection of [leases, bulk]) connection.open()
  let isStopped = false
  /** A little at a time, as a zone may be waiting for its recovery. */
  const trim = async (zone: string, hours: number) => {
    let isMore = true
    while (isMore && !isStopped) {
      isMore = await bulk.use((client) => trimHistory(client, zone, hours))
    }
  }
  return {
    acquire: (zone, holder, leaseMs) =>
      leases.use((client) => acquireLease(client, zone, holder, leaseMs)),
    holderOf: (zone) => leases.use((client) => findHolder(client, zone)),
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
      await trim(lease.zone, historyHours)
    },
    dropHistory: (zone) => trim(zone, 0),
    recover: (zone, mending) => bulk.use((client) => recoverZone(client, zone, mending)),
    keptZones: () => bulk.use(findKeptZones),
    async alone(action) {
      // Whatever becomes of it, the lock goes with its connection.
      const lock = new JournalConnection(url, limits)
      return lock.use((client) => holdingLock(client, action)).finally(() => lock.stop())
    },
    dwellersOf: (zone, after) => bulk.use((client) => readDwellers(client, zone, after)),
    rehouse: (zone, rehousings) => bulk.use((client) => rehouse(client, zone, rehousings)),
    async stop() {
      isStopped = true
      await Promise.all([appends.stop(), leases.stop(), bulk.stop()])
    },
  }
}
