import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * The key with which sessions and cookies are signed: 256 random bits, made at the first start and
 * kept in the database, so that all programs on one database share it.
 */
export async function authSecret(db: Kysely<Schema>): Promise<string> {
  const made = { name: 'auth', value: randomBytes(32).toString('base64url') }
  await db
    .insertInto('secret')
    .values(made)
    .onConflict((on) => on.doNothing())
    .execute()
  const kept = await db
    .selectFrom('secret')
    .select('value')
    .where('name', '=', made.name)
    .executeTakeFirstOrThrow()
  return kept.value
}
