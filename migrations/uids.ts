import assert from 'node:assert'
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** The pseudo-zone, numbered 0, out of whose range every character has its uid. */
export const CHARACTERS = 'characters'

/**
 * A zone's uids are `number * UIDS_PER_ZONE + n`, 0 < n < UIDS_PER_ZONE; 2 ** 17 zones stay safe
 * integers.
 */
export const UIDS_PER_ZONE = 2 ** 36

/** A block of uids, both ends in it. */
export interface UidBlock {
  first: number
  last: number
}

/**
 * Hands out `count` uids of a zone, numbering the zone if it is new. In one statement, so that
 * programs asking at once get different blocks; a block lost in a crash is never handed out again.
 */
export async function reserveUids(
  db: Kysely<Schema>,
  zoneName: string,
  count: number,
): Promise<UidBlock> {
  assert(Number.isInteger(count) && count > 0 && count < UIDS_PER_ZONE, 'count')
  const reserved = await raiseCeiling(db, zoneName, count)
  if (reserved !== undefined) return reserved
  await db
    .insertInto('zone')
    .values({ name: zoneName })
    .onConflict((on) => on.doNothing())
    .execute()
  const block = await raiseCeiling(db, zoneName, count)
  assert(block !== undefined, 'a zone is never deleted')
  return block
}

async function raiseCeiling(
  db: Kysely<Schema>,
  name: string,
  count: number,
): Promise<UidBlock | undefined> {
  const zone = await db
    .updateTable('zone')
    .set((old) => ({ uid_ceiling: old('uid_ceiling', '+', count) }))
    .where('name', '=', name)
    .returning(['number', 'uid_ceiling'])
    .executeTakeFirst()
  if (zone === undefined) return undefined
  const last = zone.number * UIDS_PER_ZONE + zone.uid_ceiling
  return { first: last - count + 1, last }
}
