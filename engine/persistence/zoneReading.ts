import pg from 'pg'
import { copiedRows } from './copiedRows.ts'
import { checksumOf } from './databaseJournalSums.ts'
import type { KeptSnapshot } from './journal.ts'

const RECORDS_PER_READ = 2_000

const INTERNAL_ERROR = /^XX/ // the class of "data corrupted" and its like

const SNAPSHOTS = `
  select id, sequence, epoch, tick, bytes, checksum from snapshot
  where zone = $1 and damage is null order by sequence desc`

/** What of it is there, and whether a chunk is missing among that. */
const EXTENT = `
  select coalesce(sum(octet_length(payload)), 0) as bytes,
    count(*) = coalesce(max(number) + 1, 0) as "isGapless"
  from snapshot_chunk where snapshot = $1`

/** Numbers in it are ours: COPY takes no parameters. */
const chunksOf = (snapshot: number) =>
  `select payload from snapshot_chunk where snapshot = ${snapshot} order by number`

const recordsOf = (zone: number, after: number) => `
  select sequence, epoch, tick, checksum, payload from journal
  where zone = ${zone} and sequence > ${after} order by sequence limit ${RECORDS_PER_READ}`

/** A zone, and by what number its rows know it. */
export interface ZoneNumber {
  name: string
  number: number
}

interface SnapshotRow extends Omit<KeptSnapshot, 'payload'> {
  id: number
  epoch: number
  /** Length of the payload. */
  bytes: number
  checksum: number
}

interface RecordRow extends KeptSnapshot {
  epoch: number
  checksum: number
}

/** The record at which a reading had to end. */
export interface RecordFault {
  sequence: number
  fault: 'missing' | 'damaged'
}

/** Whether the database says that it cannot read what is its own. */
export function isInternal(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && INTERNAL_ERROR.test(error.code ?? '')
}

/**
 * The newest whole snapshot of a zone; undefined if there is none. It must be within a transaction.
 *
 * @param onDamaged  told of each that had to be passed over, the newest first
 */
export async function readSnapshot(
  client: pg.Client,
  zone: ZoneNumber,
  onDamaged: (snapshot: { id: number; sequence: number }) => void,
): Promise<KeptSnapshot | undefined> {
  const { rows } = await client.query<SnapshotRow>(SNAPSHOTS, [zone.number])
  for (const row of rows) {
    const payload = await readPayload(client, row)
    if (payload && checksumOf({ zone: zone.name, ...row }, [payload]) === row.checksum) {
      const { sequence, tick } = row
      return { sequence, tick, payload }
    }
    onDamaged(row)
  }
  return undefined
}

/**
 * Reads a zone's records after `after`, in their order.
 *
 * @param take  is given each that is whole
 * @returns     the first that is not; undefined if all are
 */
export async function readRecords(
  client: pg.Client,
  zone: ZoneNumber,
  after: number,
  take: (record: KeptSnapshot) => void,
): Promise<RecordFault | undefined> {
  let last = after
  for (;;) {
    const rows = await copiedRows(client, recordsOf(zone.number, last))
    for (const values of rows) {
      const row = recordIn(values)
      const fault = faultOf(zone.name, row, last + 1)
      if (fault) return { sequence: last + 1, fault }
      take({ sequence: row.sequence, tick: row.tick, payload: row.payload })
      last = row.sequence
    }
    if (rows.length < RECORDS_PER_READ) return undefined
  }
}

/** A bigint beyond the safe integers comes out wrong; only damage makes one, and its sum tells. */
function recordIn(values: readonly Buffer[]): RecordRow {
  const [sequence, epoch, tick, checksum, payload] = values as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ]
  return {
    sequence: Number(sequence.readBigInt64BE()),
    epoch: epoch.readInt32BE(),
    tick: Number(tick.readBigInt64BE()),
    checksum: checksum.readInt32BE(),
    payload,
  }
}

function faultOf(zone: string, row: RecordRow, expected: number): RecordFault['fault'] | undefined {
  if (row.sequence !== expected) return 'missing'
  const sum = row.payload.length > 0 && checksumOf({ zone, ...row }, [row.payload])
  return sum === row.checksum ? undefined : 'damaged'
}

/**
 * @returns undefined if it is not as long as it was, or if the database cannot read it
 */
async function readPayload(client: pg.Client, row: SnapshotRow): Promise<Uint8Array | undefined> {
  await client.query('savepoint reading')
  try {
    const { rows } = await client.query<{ bytes: number; isGapless: boolean }>(EXTENT, [row.id])
    const [extent] = rows
    if (!extent?.isGapless || extent.bytes !== row.bytes) return undefined
    return Buffer.concat((await copiedRows(client, chunksOf(row.id))).flat())
  } catch (error) {
    if (!isInternal(error)) throw error
    await client.query('rollback to savepoint reading')
    return undefined
  }
}

/**
 * Reads what a zone keeps as a recovery does, but changes nothing. It must be within a transaction
 * that sees one moment.
 *
 * @param apply  is given the newest whole snapshot, and then each record
 * @returns what is damaged, in words: the reading passed it over or ended there
 */
export async function readZone(
  client: pg.Client,
  zone: ZoneNumber,
  apply: (payload: Uint8Array, what: string) => void,
): Promise<string[]> {
  const damage: string[] = []
  const snapshotAfter = (sequence: number) =>
    `the snapshot after record ${sequence} of zone "${zone.name}"`
  const record = (sequence: number) => `record ${sequence} of zone "${zone.name}"`
  const snapshot = await readSnapshot(client, zone, ({ sequence }) => {
    damage.push(`${snapshotAfter(sequence)} is damaged`)
  })
  if (snapshot) apply(snapshot.payload, snapshotAfter(snapshot.sequence))
  const bad = await readRecords(client, zone, snapshot?.sequence ?? 0, ({ payload, sequence }) => {
    apply(payload, record(sequence))
  })
  if (bad) damage.push(`${record(bad.sequence)} is ${bad.fault}`)
  return damage
}
