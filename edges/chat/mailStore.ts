import { sql } from 'kysely'
import type { EventValue, Ref } from '#protocol/event.ts'
import { type Change, type Db, once, type Request } from './done.ts'
import { isIgnoring } from './placeStore.ts'
import { anHourBefore, type Text, textRefusal } from './texts.ts'
import { done, noPlayer, refused, unwilling } from './words.ts'

/** [limit] Letters that one character has; no more come until some are deleted. */
export const LETTERS_MAX = 100
/** [limit] Letters that one character sends in an hour. */
export const LETTERS_AN_HOUR_MAX = 20

/** A letter, or a post of a board, in a list. */
export interface Heading extends Record<string, EventValue> {
  number: number
  name: string
  subject: string
  atMs: number
}

/** Letters: they wait in the database until their receiver deletes them. */
export class MailStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  /** Those of a character, oldest first. */
  async list(uid: number): Promise<(Heading & { unread: boolean })[]> {
    const rows = await this.#db
      .selectFrom('mail')
      .select(['number', 'from_name', 'subject', 'sent_at', 'read_at'])
      .where('to_uid', '=', uid)
      .orderBy('number')
      .execute()
    return rows.map((row) => ({
      number: row.number,
      name: row.from_name,
      subject: row.subject,
      atMs: row.sent_at.getTime(),
      unread: row.read_at === null,
    }))
  }

  async countUnread(uid: number): Promise<number> {
    const { count } = await this.#db
      .selectFrom('mail')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('to_uid', '=', uid)
      .where('read_at', 'is', null)
      .executeTakeFirstOrThrow()
    return count
  }

  /** A letter of a character, which has read it from now on. */
  async read(uid: number, number: number): Promise<(Heading & { text: string }) | undefined> {
    const row = await this.#db
      .updateTable('mail')
      .set({ read_at: sql`coalesce(read_at, now())` })
      .where('to_uid', '=', uid)
      .where('number', '=', number)
      .returning(['number', 'from_name', 'subject', 'text', 'sent_at'])
      .executeTakeFirst()
    return (
      row && {
        number,
        name: row.from_name,
        subject: row.subject,
        atMs: row.sent_at.getTime(),
        text: row.text,
      }
    )
  }

  async delete(uid: number, number: number): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('mail')
      .where('to_uid', '=', uid)
      .where('number', '=', number)
      .executeTakeFirst()
    return numDeletedRows > 0n
  }

  /** Sends a letter, once. The answer's `to` is whose it is then. */
  send(request: Request, from: Ref, name: string, text: Text, nowMs: number) {
    return once(this.#db, request, async (change) => {
      const refusal = textRefusal(text)
      if (refusal !== undefined) return refused(refusal)
      const to = await receiverCalled(change, name)
      if (!to) return refused(noPlayer(name))
      if (await isIgnoring(change, to.uid, from.uid)) return refused(unwilling(to.name))
      const reason = await tooMany(change, from, to, nowMs)
      if (reason !== undefined) return refused(reason)
      const { number } = await nextNumber(change, to.uid)
      const letter = { from_uid: from.uid, from_name: from.name, sent_at: new Date(nowMs) }
      await change
        .insertInto('mail')
        .values({ ...text, ...letter, to_uid: to.uid, number })
        .execute()
      return done({ to, number })
    })
  }
}

/** Held by this transaction, so that no two letters get one number. */
async function receiverCalled(change: Change, name: string): Promise<Ref | undefined> {
  const row = await change
    .selectFrom('character')
    .select(['uid', 'name'])
    .where('name_key', '=', name.toLowerCase())
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row && { uid: row.uid, name: row.name }
}

function nextNumber(change: Change, uid: number) {
  return change
    .selectFrom('mail')
    .select(({ fn }) => sql<number>`coalesce(${fn.max('number')}, 0) + 1`.as('number'))
    .where('to_uid', '=', uid)
    .executeTakeFirstOrThrow()
}

async function tooMany(
  change: Change,
  from: Ref,
  to: Ref,
  nowMs: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ held: number; sent: number }>`
    select (select count(*) from mail where to_uid = ${to.uid}) as held,
      (select count(*) from mail where from_uid = ${from.uid}
        and sent_at > ${anHourBefore(nowMs)}) as sent`.execute(change)
  const { held, sent } = rows[0]!
  if (held >= LETTERS_MAX) return `The letter box of ${to.name} is full.`
  if (sent < LETTERS_AN_HOUR_MAX) return undefined
  return `You have sent ${LETTERS_AN_HOUR_MAX} letters within an hour. Please wait a while.`
}
