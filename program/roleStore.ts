import { type Kysely, sql } from 'kysely'
import type { Schema } from '#migrations/schema.ts'

/** An account with what it may do. */
export interface AccountRole {
  id: string
  name: string
  role: string
  /** Names, parted by commas. */
  characters: string
}

/** What an operator does with roles. */
export class RoleStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  /** False before a program that knows roles has opened the database. */
  async isThere(): Promise<boolean> {
    const { rows } = await sql<{ isThere: boolean }>`
      select exists (select from information_schema.columns
        where table_name = 'user' and column_name = 'role') as "isThere"`.execute(this.#db)
    return rows[0]?.isThere === true
  }

  /** Those who are more than players. */
  list(): Promise<AccountRole[]> {
    return this.#accounts().where('role', '<>', 'player').orderBy('role').orderBy('name').execute()
  }

  /** The account of that name, or of a character of that name. */
  find(name: string): Promise<AccountRole | undefined> {
    const key = name.toLowerCase()
    return this.#accounts()
      .where(({ eb, or, exists, selectFrom }) =>
        or([
          eb('username', '=', key),
          exists(
            selectFrom('character')
              .whereRef('account_id', '=', 'user.id')
              .where('name_key', '=', key)
              .select('uid'),
          ),
        ]),
      )
      .executeTakeFirst()
  }

  async give(id: string, role: string): Promise<void> {
    await this.#db.updateTable('user').set({ role }).where('id', '=', id).execute()
  }

  #accounts() {
    return this.#db
      .selectFrom('user')
      .select(['id', 'name', 'role'])
      .select(
        sql<string>`(select coalesce(string_agg(c.name, ', ' order by c.uid), '')
          from character c where c.account_id = "user".id)`.as('characters'),
      )
  }
}
