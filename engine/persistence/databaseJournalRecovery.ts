import pg from 'pg'
import { inTransaction } from './databaseJournalConnection.ts'
import { checksumOf } from './databaseJournalSums.ts'
import type { KeptSnapshot, KeptZone } from './journal.ts'

const RECORDS_PER_READ = 500

const INTERNAL_ERROR = /^XX/ // the class of "data corrupted" and its like

const ZONE = 'select number, epoch from zone where name = $1'

const SNAPSHOTS = `
  select id, sequence, epoch, tick, bytes, checksum from snapshot
  where zone = $1 and damage is null order by sequence desc`

const SIZE = `
  select coalesce(sum(octet_length(payload)), 0) as bytes from snapshot_chunk where snapshot = $1`

const CHUNK = 'select payload from snapshot_chunk where snapshot = $1 and number = $2'

const RECORDS = `
  select sequence, epoch, tick, payload, checksum from journal
  where zone = $1 and sequence > $2 order by sequence limit ${RECORDS_PER_READ}`

const LAST = 'select max(sequence) as last, count(*) as count from journal where zone = $1'

const LOCK = 'select epoch from zone where number = $1 for update'

const SET_RECORDS_ASIDE = `
  with moved as (delete from journal where zone = $1 and sequence > $2 returning *)
  insert into journal_damaged (zone, sequence, epoch, tick, payload, checksum, written_at, damage)
  select zone, sequence, epoch, tick, payload, checksum, written_at, $3 from moved
  order by sequence`

const SET_SNAPSHOT_ASIDE = 'update snapshot set damage = $2 where id = $1'

interface Owned {
  name: string
  number: number
  epoch: number
}

interface SnapshotRow extends Omit<KeptSnapshot, 'payload'> {
  id: number
  epoch: number
  bytes: number
  checksum: number
}

interface RecordRow extends KeptSnapshot {
  epoch: number
  checksum: number
}

/** What a zone has, and what of it must be set aside. */
interface Findings {
  snapshot: KeptSnapshot | undefined
  badSnapshots: { id: number; damage: string }[]
  records: KeptZone['records']
  cut: Cut | undefined
}

interface Cut {
  /** The last whole record, or the snapshot's if there is none behind it. */
  after: number
  /** The newest there is. */
  last: number
  damage: string
}

/** Reads a zone at one moment; then, if anything is damaged, sets that aside. */
export async function recoverZone(client: pg.Client, name: string): Promise<KeptZone> {
  const mode = 'isolation level repeatable read read only'
  const [zone, found] = await inTransaction(
    client,
    async () => {
      const { rows } = await client.query<Omit<Owned, 'name'>>(ZONE, [name])
      const zone = rows[0] && { ...rows[0], name }
      return [zone, zone && (await read(client, zone))] as const
    },
    mode,
  )
  if (!zone || !found) return { snapshot: undefined, records: [], damage: [] }
  const { snapshot, records, badSnapshots, cut } = found
  if (cut || badSnapshots.length > 0) await setAside(client, zone, found)
  const damage = badSnapshots.map((bad) => bad.damage)
  if (cut) damage.push(cut.damage)
  return { snapshot, records, damage: damage.map((words) => `Zone "${name}": ${words}`) }
}

async function read(client: pg.Client, zone: Owned): Promise<Findings> {
  const { snapshot, badSnapshots } = await readSnapshot(client, zone)
  const base = snapshot?.sequence ?? 0
  const records: RecordRow[] = []
  for (;;) {
    const after = base + records.length
    const { rows } = await client.query<RecordRow>(RECORDS, [zone.number, after])
    for (const row of rows) {
      const fault = faultOf(zone.name, row, base + records.length + 1)
      if (fault) {
        const cut = await cutAt(client, zone, base + records.length, fault)
        return { snapshot, badSnapshots, records: records.map(kept), cut }
      }
      records.push(row)
    }
    if (rows.length < RECORDS_PER_READ) break
  }
  return { snapshot, badSnapshots, records: records.map(kept), cut: undefined }
}

function kept({ sequence, tick, payload }: RecordRow): KeptSnapshot {
  return { sequence, tick, payload }
}

function faultOf(zone: string, row: RecordRow, expected: number): string | undefined {
  if (row.sequence !== expected) return `record ${expected} is missing`
  const sum = row.payload.length > 0 && checksumOf({ zone, ...row }, [row.payload])
  return sum === row.checksum ? undefined : `record ${expected} is damaged`
}

async function cutAt(client: pg.Client, zone: Owned, after: number, fault: string): Promise<Cut> {
  const text = `${LAST} and sequence > $2`
  const { rows } = await client.query<{ last: number; count: number }>(text, [zone.number, after])
  const { last, count } = rows[0]!
  const lost = last === after + 1 ? 'it was the last' : `nothing from it to ${last} can be used`
  const damage = `${fault}: ${lost}; ${count} rows were moved to the table journal_damaged`
  return { after, last, damage }
}

async function readSnapshot(
  client: pg.Client,
  zone: Owned,
): Promise<Pick<Findings, 'snapshot' | 'badSnapshots'>> {
  const { rows } = await client.query<SnapshotRow>(SNAPSHOTS, [zone.number])
  const badSnapshots: Findings['badSnapshots'] = []
  for (const row of rows) {
    const payload = await readPayload(client, row)
    if (payload && checksumOf({ zone: zone.name, ...row }, [payload]) === row.checksum) {
      const { sequence, tick } = row
      return { snapshot: { sequence, tick, payload }, badSnapshots }
    }
    const damage = `the snapshot after record ${row.sequence} is damaged and was passed over`
    badSnapshots.push({ id: row.id, damage })
  }
  return { snapshot: undefined, badSnapshots }
}

/**
 * Chunk by chunk, so that nothing is in memory twice.
 *
 * @returns undefined if its length is not what it was, or if the database cannot read it
 */
async function readPayload(client: pg.Client, row: SnapshotRow): Promise<Uint8Array | undefined> {
  await client.query('savepoint reading')
  try {
    const { rows } = await client.query<{ bytes: number }>(SIZE, [row.id])
    return rows[0]?.bytes === row.bytes ? await joinChunks(client, row) : undefined
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && INTERNAL_ERROR.test(error.code ?? ''))) throw error
    await client.query('rollback to savepoint reading')
    return undefined
  }
}

async function joinChunks(
  client: pg.Client,
  { id, bytes }: SnapshotRow,
): Promise<Uint8Array | undefined> {
  const payload = Buffer.allocUnsafe(bytes)
  let length = 0
  for (let number = 0; length < bytes; number += 1) {
    const query = { name: 'chunk', text: CHUNK, values: [id, number] }
    const { rows } = await client.query<{ payload: Buffer }>(query)
    if (!rows[0]) return undefined
    length += rows[0].payload.copy(payload, length)
  }
  return payload
}

/** So that appends can go on behind the last whole record, and nothing is destroyed. */
async function setAside(
  client: pg.Client,
  { name, number, epoch }: Owned,
  { badSnapshots, cut }: Findings,
): Promise<void> {
  await inTransaction(client, async () => {
    const locked = await client.query<{ epoch: number }>(LOCK, [number])
    const newest = await client.query<{ last: number | null }>(LAST, [number])
    const isOther = cut && newest.rows[0]?.last !== cut.last
    if (locked.rows[0]?.epoch !== epoch || isOther) {
      throw new Error(`Cannot recover zone "${name}": another is writing it`)
    }
    for (const { id, damage } of badSnapshots) {
      await client.query(SET_SNAPSHOT_ASIDE, [id, damage])
    }
    if (cut) await client.query(SET_RECORDS_ASIDE, [number, cut.after, cut.damage])
  })
}
