import pg from 'pg'
import { inTransaction } from './databaseJournalConnection.ts'
import { type Cut, type Owned, type Setting, setAside } from './databaseJournalDamage.ts'
import { checksumOf } from './databaseJournalSums.ts'
import { type KeptSnapshot, type KeptZone, type Mending, ZoneLostError } from './journal.ts'

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

const BEHIND = `
  select max(sequence) as last, count(*) as count from journal where zone = $1 and sequence > $2`

const DAMAGED = 'the table journal_damaged'

const MEMBERS = 'select count(*) as count from character where zone = $1 and in_world'

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
interface Findings extends Setting {
  badSnapshots: { id: number; damage: string }[]
  snapshot: KeptSnapshot | undefined
  records: KeptZone['records']
}

/** The database cannot read what is its own. */
class ZoneUnreadableError extends Error {
  readonly code = 'ZONE_UNREADABLE'

  constructor(zone: string, cause: pg.DatabaseError) {
    const words = `Cannot read the journal of zone "${zone}": "${cause.message}"`
    super(`${words}: the database itself is damaged, restore it from a backup`, { cause })
  }
}

function isInternal(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && INTERNAL_ERROR.test(error.code ?? '')
}

/** Reads a zone at one moment; then, if anything is damaged, sets that aside. */
export async function recoverZone(
  client: pg.Client,
  name: string,
  mending?: Mending,
): Promise<KeptZone> {
  const mode = 'isolation level repeatable read read only'
  const found = await inTransaction(client, () => readZone(client, name), mode).catch((error) => {
    throw isInternal(error) ? new ZoneUnreadableError(name, error) : error
  })
  if (!found) return { snapshot: undefined, records: [], damage: [] }
  const { snapshot, records, zone } = found
  const isAllLost = !snapshot && records.length === 0
  const losses = lossesOf(found, isAllLost)
  if (losses.length === 0) return { snapshot, records, damage: [] }
  if (isAllLost && !mending?.acceptsLoss) throw new ZoneLostError(name, losses)
  const damage = found.cut ? [...losses.slice(0, -1), found.cut.damage] : losses
  const kept = { snapshot, records, damage: damage.map((words) => `Zone "${name}": ${words}`) }
  const settled = await setAside(client, zone, found, mending?.membersOf(kept))
  if (settled > 0) kept.damage.push(`Zone "${name}": ${settled} characters are as kept before that`)
  return kept
}

async function readZone(client: pg.Client, name: string) {
  const { rows } = await client.query<Omit<Owned, 'name'>>(ZONE, [name])
  if (!rows[0]) return undefined
  const zone = { ...rows[0], name }
  const members = await client.query<{ count: number }>(MEMBERS, [name])
  return { ...(await read(client, zone)), zone, members: members.rows[0]!.count }
}

type Found = NonNullable<Awaited<ReturnType<typeof readZone>>>

/** What is lost, in words; the cut last. */
function lossesOf({ badSnapshots, cut, members }: Found, isAllLost: boolean): string[] {
  const losses = badSnapshots.map((bad) => bad.damage)
  if (cut) losses.push(cut.loss)
  const isEmptied = losses.length === 0 && isAllLost && members > 0
  return isEmptied ? [`${members} characters should be in it, and no record is there`] : losses
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
  const values = [zone.number, after]
  const { rows } = await client.query<{ last: number; count: number }>(BEHIND, values)
  const { last, count } = rows[0]!
  const lost = last === after + 1 ? 'it was the last' : `nothing from it to ${last} can be used`
  const loss = `${fault}: ${lost}`
  return { after, last, loss, damage: `${loss}; ${count} rows were moved to ${DAMAGED}` }
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
    if (!isInternal(error)) throw error
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
