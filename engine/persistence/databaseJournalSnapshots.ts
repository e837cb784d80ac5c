import type pg from 'pg'
import { inTransaction } from './databaseJournalConnection.ts'
import { checksumOf } from './databaseJournalSums.ts'
import { FencedError, type KeptSnapshot, type Lease } from './journal.ts'

/** Commits of the journal wait for no more than such a chunk to reach the disk. */
const CHUNK_BYTES = 256 * 1024

/** One that has the same place is replaced: a repeat, or the same zone with newer vitals. */
const REPLACE = `
  delete from snapshot using zone
  where zone.name = $1 and zone.epoch = $2
    and snapshot.zone = zone.number and sequence = $3 and damage is null`

/** How long the journal has become is counted on from the snapshot before. */
const BEGIN = `
  insert into snapshot (zone, sequence, epoch, tick, bytes, checksum, journal_bytes)
  select number, $3, epoch, $4, $5, $6, coalesce(before.journal_bytes, 0) + (
    select coalesce(sum(octet_length(payload)), 0) from journal
    where journal.zone = number and sequence > coalesce(before.sequence, 0) and sequence <= $3
  )
  from zone left join lateral (
    select journal_bytes, sequence from snapshot
    where snapshot.zone = number and sequence < $3 and damage is null
    order by sequence desc limit 1
  ) as before on true
  where name = $1 and epoch = $2
  returning id, zone as number`

const ADD_CHUNK = 'insert into snapshot_chunk (snapshot, number, payload) values ($1, $2, $3)'

/** Until the commit nobody can take the zone over. */
const LOCK = 'select from zone where number = $1 and epoch = $2 for share'

const IS_KEPT = `
  select $2::bigint = 0
    or exists (select from journal where zone = $1 and sequence = $2)
    or exists (select from snapshot
      where zone = $1 and sequence >= $2 and id <> $3 and damage is null) as kept`

/**
 * Writes a snapshot in chunks, in one transaction that locks nothing until all are there.
 *
 * @throws {FencedError} if the lease is lost
 */
export async function writeSnapshot(
  client: pg.Client,
  lease: Lease,
  snapshot: KeptSnapshot,
): Promise<void> {
  const { zone, epoch } = lease
  const { sequence, tick, payload } = snapshot
  const checksum = checksumOf({ ...lease, ...snapshot }, [payload])
  await inTransaction(client, async () => {
    const values = [zone, epoch, sequence, tick, payload.length, checksum]
    await client.query(REPLACE, [zone, epoch, sequence])
    const { rows } = await client.query<{ id: number; number: number }>(BEGIN, values)
    const begun = rows[0]
    if (!begun) throw new FencedError([lease])
    await writeChunks(client, begun.id, payload)
    const locked = await client.query(LOCK, [begun.number, epoch])
    if (locked.rowCount === 0) throw new FencedError([lease])
    await checkKept(client, begun, lease.zone, sequence)
  })
}

async function writeChunks(client: pg.Client, id: number, payload: Uint8Array): Promise<void> {
  for (let start = 0, number = 0; start < payload.length; start += CHUNK_BYTES, number += 1) {
    const chunk = payload.subarray(start, start + CHUNK_BYTES)
    await client.query({ name: 'add-chunk', text: ADD_CHUNK, values: [id, number, chunk] })
  }
}

/** A snapshot that is ahead of the journal would make a hole in it, for whoever needs an older. */
async function checkKept(
  client: pg.Client,
  { id, number }: { id: number; number: number },
  zone: string,
  sequence: number,
): Promise<void> {
  const { rows } = await client.query<{ kept: boolean }>(IS_KEPT, [number, sequence, id])
  if (rows[0]?.kept) return
  throw new Error(
    `Cannot keep a snapshot of zone "${zone}" after record ${sequence}, which is not kept yet`,
  )
}
