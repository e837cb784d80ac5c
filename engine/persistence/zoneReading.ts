import type pg from 'pg'
import { checksumOf } from './databaseJournalSums.ts'

const RECORDS_PER_READ = 500

const SNAPSHOTS = `
  select id, sequence, epoch, tick, bytes, checksum from snapshot
  where zone = $1 and damage is null order by sequence desc`

const SIZE = `
  select coalesce(sum(octet_length(payload)), 0) as bytes from snapshot_chunk where snapshot = $1`

const CHUNK = 'select payload from snapshot_chunk where snapshot = $1 and number = $2'

const RECORDS = `
  select sequence, epoch, tick, payload, checksum from journal
  where zone = $1 and sequence > $2 order by sequence limit ${RECORDS_PER_READ}`

export interface ZoneNumber {
  name: string
  number: number
}

type Apply = (payload: Uint8Array, what: string) => void

interface Row {
  sequence: number
  epoch: number
  tick: number
  checksum: number
}

interface SnapshotRow extends Row {
  id: number
  /** Length of the payload. */
  bytes: number
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
  apply: Apply,
): Promise<string[]> {
  const damage: string[] = []
  let sequence = await readSnapshot(client, zone, damage, apply)
  for (;;) {
    const values = [zone.number, sequence]
    const { rows } = await client.query<Row & { payload: Buffer }>(RECORDS, values)
    for (const row of rows) {
      const what = `record ${sequence + 1} of zone "${zone.name}"`
      const fault = faultOf(zone, row, sequence + 1)
      if (fault) return [...damage, `${what} is ${fault}`]
      apply(row.payload, what)
      sequence = row.sequence
    }
    if (rows.length < RECORDS_PER_READ) return damage
  }
}

/** @returns the record that the newest whole snapshot follows; 0 if there is none */
async function readSnapshot(
  client: pg.Client,
  zone: ZoneNumber,
  damage: string[],
  apply: Apply,
): Promise<number> {
  const { rows } = await client.query<SnapshotRow>(SNAPSHOTS, [zone.number])
  for (const row of rows) {
    const what = `the snapshot after record ${row.sequence} of zone "${zone.name}"`
    const payload = await readPayload(client, row)
    if (payload && checksumOf({ zone: zone.name, ...row }, [payload]) === row.checksum) {
      apply(payload, what)
      return row.sequence
    }
    damage.push(`${what} is damaged`)
  }
  return 0
}

async function readPayload(
  client: pg.Client,
  { id, bytes }: SnapshotRow,
): Promise<Uint8Array | undefined> {
  const size = await client.query<{ bytes: number }>(SIZE, [id])
  if (size.rows[0]?.bytes !== bytes) return undefined
  const payload = Buffer.allocUnsafe(bytes)
  let length = 0
  for (let number = 0; length < bytes; number += 1) {
    const { rows } = await client.query<{ payload: Buffer }>(CHUNK, [id, number])
    if (!rows[0]) return undefined
    length += rows[0].payload.copy(payload, length)
  }
  return payload
}

function faultOf(
  zone: ZoneNumber,
  row: Row & { payload: Buffer },
  expected: number,
): string | undefined {
  if (row.sequence !== expected) return 'missing'
  const sum = row.payload.length > 0 && checksumOf({ zone: zone.name, ...row }, [row.payload])
  return sum === row.checksum ? undefined : 'damaged'
}
