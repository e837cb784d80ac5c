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
}

/** A state to save. `revision` is positive and grows with each state of the same character. */
export interface CharacterSave {
  uid: number
  zone: string
  state: Uint8Array
  revision: number
}

export async function loadCharacter(
  db: Kysely<Schema>,
  uid: number,
): Promise<StoredCharacter | undefined> {
  const row = await db
    .selectFrom('character')
    .select(['uid', 'account_id', 'name', 'zone', 'state', 'state_revision'])
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
  }
}

/** Saves one character. @returns whether it was newer than what was there, and so was kept */
export async function saveCharacter(
  db: Kysely<Schema>,
  uid: number,
  save: Omit<CharacterSave, 'uid'>,
): Promise<boolean> {
  return (await saveCharacters(db, [{ ...save, uid }])).includes(uid)
}

/**
 * Saves characters in one statement. A state never replaces a newer one or its equal, so saves may
 * be repeated and may arrive out of order.
 *
 * @returns  the uids whose state was kept; the others were there in as new a revision, or are
 * deleted
 */
export async function saveCharacters(
  db: Kysely<Schema>,
  saves: readonly CharacterSave[],
): Promise<number[]> {
  const newest = newestOfEach(saves)
  if (newest.length === 0) return []
  const result = await sql<{ uid: number }>`
    update character
    set zone = saved.zone, state = saved.state, state_revision = saved.revision,
      last_played_at = now()
    from unnest(
      ${newest.map(({ uid }) => uid)}::bigint[],
      ${newest.map(({ zone }) => zone)}::text[],
      ${newest.map(({ state }) => state)}::bytea[],
      ${newest.map(({ revision }) => revision)}::integer[]
    ) as saved (uid, zone, state, revision)
    where character.uid = saved.uid and character.state_revision < saved.revision
    returning character.uid`.execute(db)
  return result.rows.map(({ uid }) => uid)
}

/** An update touches a row once: of two states of one character the newer must be chosen before. */
function newestOfEach(saves: readonly CharacterSave[]): CharacterSave[] {
  const byUid = new Map<number, CharacterSave>()
  for (const save of saves) {
    const other = byUid.get(save.uid)
    if (other === undefined || other.revision < save.revision) byUid.set(save.uid, save)
  }
  return [...byUid.values()]
}
