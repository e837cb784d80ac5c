import { type Kysely, type Selectable, sql } from 'kysely'
import type { Schema } from '#migrations/schema.ts'

export type Ticket = Selectable<Schema['ticket']>

/** What an operator does with tickets. */
export class TicketStore {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  /** False before a program that knows tickets has opened the database. */
  async isThere(): Promise<boolean> {
    const { rows } = await sql<{ isThere: boolean }>`
      select to_regclass('ticket') is not null as "isThere"`.execute(this.#db)
    return rows[0]?.isThere === true
  }

  /** The open ones, oldest first; or the newest of all, newest first. `limit` at most. */
  list(which: 'open' | 'all', limit: number): Promise<Ticket[]> {
    const all = this.#db.selectFrom('ticket').selectAll().limit(limit)
    if (which === 'all') return all.orderBy('id', 'desc').execute()
    return all.where('closed_at', 'is', null).orderBy('id').execute()
  }

  async countOpen(): Promise<number> {
    const { open } = await this.#db
      .selectFrom('ticket')
      .select(({ fn }) => fn.countAll<number>().as('open'))
      .where('closed_at', 'is', null)
      .executeTakeFirstOrThrow()
    return open
  }

  find(id: number): Promise<Ticket | undefined> {
    return this.#db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirst()
  }

  /** @returns false if it is closed, or there is none */
  async take(id: number, by: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('ticket')
      .set({ taken_at: new Date(), taken_by: by })
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** @returns false if it is closed already, or there is none */
  async close(id: number, answer: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('ticket')
      .set({ closed_at: new Date(), answer: answer === '' ? null : answer })
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }
}
