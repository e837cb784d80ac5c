import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** A character as it was last saved. */
export interface StoredCharacter {
  uid: number
  accountId: string
  name: string
  /** The zone to wake up in; `undefined` for one that has never played. */
  zone: string | undefined
  /** The character and all it carries, in the engine's save format. */
  state: Uint8Array | undefined
  /** 0 while there is no state. */
  revision: number
  /** It is in its zone's keeping: the state is not its newest. */
  isInWorld: boolean
}

export async function loadCharacter(
  db: Kysely<Schema>,
  uid: number,
): Promise<StoredCharacter | undefined> {
  const row = await db
    .selectFrom('character')
    .select(['uid', 'account_id', 'name', 'zone', 'state', 'state_revision', 'in_world'])
    .where('uid', '=', uid)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    uid: row.uid,
    accountId: row.account_id,
    name: row.name,
    zone: row.zone ?? undefined,
    state: row.state ?? undefined,
    revision: row.state_revision,
    isInWorld: row.in_world,
  }
}
