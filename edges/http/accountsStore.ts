import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { CharacterSummary } from '#edges/session/accounts.ts'
import type { Schema } from '#migrations/schema.ts'
import { CHARACTERS, reserveUids } from '#migrations/uids.ts'
import { displayName, nameKey } from './names.ts'

type Db = Kysely<Schema>
type Change = Transaction<Schema>

/** An account as a sign-in finds it. */
export interface FoundAccount {
  id: string
  name: string
  passwordHash: string | undefined
  /** The character by whose name it was found, unless that is the account's name too. */
  namedUid: number | undefined
}

/** The account of a character; its names are those that no password may be. */
export async function findOwner(db: Db, characterUid: number) {
  return db
    .selectFrom('character')
    .innerJoin('user', 'user.id', 'character.account_id')
    .leftJoin('account', (join) =>
      join.onRef('account.userId', '=', 'user.id').on('account.providerId', '=', 'credential'),
    )
    .select(['user.id', 'user.username', 'account.password', 'character.name'])
    .where('character.uid', '=', characterUid)
    .executeTakeFirst()
}

/** Finds an account by its own name or by one of its characters'. */
export async function findAccount(db: Db, name: string): Promise<FoundAccount | undefined> {
  const key = nameKey(name)
  const row = await db
    .selectFrom('user')
    .leftJoin('account', (join) =>
      join.onRef('account.userId', '=', 'user.id').on('account.providerId', '=', 'credential'),
    )
    .leftJoin('character', (join) =>
      join.onRef('character.account_id', '=', 'user.id').on('character.name_key', '=', key),
    )
    .select(['user.id', 'user.name', 'user.username', 'account.password', 'character.uid'])
    .where((where) =>
      where.or([where('user.username', '=', key), where('character.name_key', '=', key)]),
    )
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    name: row.name,
    passwordHash: row.password ?? undefined,
    namedUid: row.username === key ? undefined : (row.uid ?? undefined),
  }
}

/** The characters of an account, oldest first. */
export async function charactersOf(db: Db, accountId: string): Promise<CharacterSummary[]> {
  return db
    .selectFrom('character')
    .select(['uid', 'name'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('uid')
    .execute()
}

/**
 * Whether an account or a character has that name.
 *
 * @param exceptAccountId  whose own account name does not count: its character may share it
 */
export async function isTaken(db: Db, name: string, exceptAccountId = ''): Promise<boolean> {
  const key = nameKey(name)
  const taken = await sql<{ taken: boolean }>`
    select exists (select from character where name_key = ${key})
      or exists (select from "user" where username = ${key} and id <> ${exceptAccountId})
      as taken`.execute(db)
  return taken.rows[0]?.taken === true
}

/** Whoever wants the same name waits until this transaction ends. */
export async function lockName(change: Change, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`name:${nameKey(name)}`}, 0))`.execute(
    change,
  )
}

/**
 * Keeps two additions to one account from passing its limit together.
 *
 * @returns  how many characters it has; `undefined` if there is no such account
 */
export async function lockAccount(change: Change, accountId: string): Promise<number | undefined> {
  const account = await change
    .selectFrom('user')
    .select('id')
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (account === undefined) return undefined
  return (await charactersOf(change, accountId)).length
}

export async function insertCharacter(
  change: Change,
  accountId: string,
  name: string,
): Promise<CharacterSummary> {
  const { first: uid } = await reserveUids(change, CHARACTERS, 1)
  const shown = displayName(name)
  await change
    .insertInto('character')
    .values({ uid, account_id: accountId, name: shown, name_key: nameKey(name) })
    .execute()
  return { uid, name: shown }
}

/**
 * better-auth wants an e-mail address of everyone, telnet asks for none: this one reaches nobody
 * (RFC 2606).
 */
export function placeholderEmail(): string {
  return `${randomUUID()}@players.invalid`
}
