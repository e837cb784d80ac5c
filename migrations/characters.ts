import { type Kysely, sql } from 'kysely'
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
  /** Where it is to wake up now, and the epoch of that zone at this very moment; 0: it has none. */
  wakesIn: string
  epoch: number
}

/** Which zones there are, and the one for whoever has none of them. */
export interface Zones {
  zones: readonly string[]
  startZone: string
}

/**
 * Reads a character and the epoch of its zone in one statement: neither is older than the other.
 */
export async function loadCharacter(
  db: Kysely<Schema>,
  uid: number,
  { zones, startZone }: Zones,
): Promise<StoredCharacter | undefined> {
  const wakesIn = sql<string>`case when character.zone = any (${zones}::text[])
    then character.zone else ${startZone}::text end`
  const row = await db
    .selectFrom('character')
    .leftJoin('zone', (join) => join.on('zone.name', '=', wakesIn))
    .select(['uid', 'account_id', 'character.name', 'zone', 'state', 'state_revision', 'in_world'])
    .select(['epoch', wakesIn.as('wakes_in')])
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
    wakesIn: row.wakes_in,
    epoch: row.epoch ?? 0,
  }
}
