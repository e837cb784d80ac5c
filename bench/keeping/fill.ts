import { databaseStore } from '#engine/persistence/databaseStore.ts'
import type { JournalRecord, KeptSnapshot } from '#engine/persistence/journal.ts'
import { decodeRecord, decodeSnapshotPiece } from '#engine/persistence/journalWire.ts'
import { SnapshotPieces } from '#engine/persistence/snapshotPieces.ts'
import type { UidRange } from '#engine/persistence/store.ts'
import { UID_BLOCK } from '#engine/zone/uids.ts'
import { SUBJECT } from '#protocol/bus.ts'
import { keptWorld } from './keptWorld.ts'
import { LABEL, type RecordBus, shippedSetup } from './playedWorld.ts'
import { type BenchStore, withLease } from './store.ts'

/** Records that are kept together. */
const BATCH = 1_000

/** A zone's snapshot, and what it has written since. */
interface Written {
  zone: string
  snapshot: KeptSnapshot
  payloads: readonly Uint8Array[]
}

/** Gathers a zone's first snapshot, and the records that follow it. */
class WritingBus implements RecordBus {
  readonly #pieces = new SnapshotPieces()
  snapshot: KeptSnapshot | undefined
  payloads: Uint8Array[] = []
  /** The last record that the zone has written. */
  sequence = 0

  publish(subject: string, payload: Uint8Array): void {
    if (subject === SUBJECT.journal) {
      const record = decodeRecord(payload)
      this.sequence = record.sequence
      this.payloads.push(record.payload)
    } else if (subject === SUBJECT.snapshot && !this.snapshot) {
      this.snapshot = this.#pieces.add(decodeSnapshotPiece(payload))?.snapshot
      if (this.snapshot) this.payloads = []
    }
  }

  subscribe(): () => void {
    return () => {}
  }
}

/** Plays in a world of `size` kept entities until so many records have followed its snapshot. */
function write(size: number, records: number, uids: UidRange): Written {
  const bus = new WritingBus()
  const pace = { everyTicks: 1, recordsMin: 0, stepEntities: size }
  const setup = { ...shippedSetup(uids), snapshotPace: pace }
  const world = keptWorld(setup, bus, size)
  world.giveLabels()
  while (!bus.snapshot) {
    world.tick()
  }
  for (let i = 0; bus.payloads.length < records; i++) {
    const verb = Math.floor(i / world.players) % 2 === 0 ? 'drop' : 'get'
    world.deliver([world.line(i % world.players, `${verb} ${LABEL.word}`)])
    world.turn()
    if (i > records * 2) throw new Error(`${i} lines made ${bus.payloads.length} records`)
  }
  return { zone: setup.name, snapshot: bus.snapshot, payloads: bus.payloads }
}

/** What was put into a store. */
export interface Filled {
  zone: string
  /** Of the snapshot and of all records. */
  bytes: number
  /** How long it took to keep the snapshot. */
  snapshotMs: number
}

/**
 * Puts the shipped world into a store, with `size` kept entities and records after its snapshot.
 */
export async function fill(
  { database, journal }: BenchStore,
  size: number,
  records: number,
): Promise<Filled> {
  const zoneName = shippedSetup().name
  const uids = await databaseStore(database.db).reserveUids(zoneName, UID_BLOCK)
  const { zone, snapshot, payloads } = write(size, records, uids)
  return withLease(journal, zone, async (lease) => {
    const began = performance.now()
    await journal.saveSnapshot(lease, { ...snapshot, sequence: 0 })
    const snapshotMs = performance.now() - began
    for (let from = 0; from < payloads.length; from += BATCH) {
      const batch = payloads.slice(from, from + BATCH)
      await journal.append(
        batch.map((payload, i): JournalRecord => {
          const sequence = from + i + 1
          return { ...lease, sequence, tick: snapshot.tick, payload, entered: [], left: [] }
        }),
      )
    }
    const bytes = payloads.reduce((sum, { length }) => sum + length, snapshot.payload.length)
    return { zone, bytes, snapshotMs }
  })
}
