import { sql } from 'kysely'
import type { EventValue, Ref } from '#protocol/event.ts'
import { roleOfCharacter } from './channelStore.ts'
import { type Change, type Db, once, type Request } from './done.ts'
import type { Heading } from './mailStore.ts'
import { isAtLeast, type Role, roleOf } from './rules.ts'
import { anHourBefore, type Text, textRefusal } from './texts.ts'
import { done, readOnly, refused } from './words.ts'

/** [limit] Posts of one board; with more the oldest goes. */
export const POSTS_MAX = 200
/** [limit] Posts of one character in an hour, on all boards. */
export const POSTS_AN_HOUR_MAX = 10

/** A board as one sees it who may read it. */
export interface Board extends Record<string, EventValue> {
  name: string
  title: string
  writes: boolean
  count: number
}

/** Boards: what is written there stays until its writer takes it off, or too much has followed. */
export class BoardStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  /** Those that a role may read. */
  async list(role: Role): Promise<Board[]> {
    const rows = await this.#db
      .selectFrom('board')
      .select(['name', 'title', 'read_role', 'write_role'])
      .select(({ selectFrom }) =>
        selectFrom('board_post')
          .whereRef('board_post.board', '=', 'board.name')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .as('count'),
      )
      .orderBy('name')
      .execute()
    return rows
      .filter(({ read_role }) => isAtLeast(role, roleOf(read_role)))
      .map(({ name, title, write_role, count }) => {
        return { name, title, writes: isAtLeast(role, roleOf(write_role)), count: count ?? 0 }
      })
  }

  /** The posts of a board, oldest first. */
  async posts(board: string): Promise<Heading[]> {
    const rows = await this.#db
      .selectFrom('board_post')
      .select(['number', 'author_name', 'subject', 'posted_at'])
      .where('board', '=', board)
      .orderBy('number')
      .execute()
    return rows.map((row) => ({
      number: row.number,
      name: row.author_name,
      subject: row.subject,
      atMs: row.posted_at.getTime(),
    }))
  }

  async post(board: string, number: number): Promise<(Heading & { text: string }) | undefined> {
    const row = await this.#db
      .selectFrom('board_post')
      .selectAll()
      .where('board', '=', board)
      .where('number', '=', number)
      .executeTakeFirst()
    if (!row) return undefined
    const { subject, text } = row
    return { number, name: row.author_name, subject, text, atMs: row.posted_at.getTime() }
  }

  /** Puts something on a board, once. */
  write(request: Request, author: Ref, board: string, text: Text, nowMs: number) {
    return once(this.#db, request, async (change) => {
      const refusal = textRefusal(text) ?? (await tooMany(change, author, nowMs))
      if (refusal !== undefined) return refused(refusal)
      const role = await roleOfCharacter(change, author.uid)
      const row = await change
        .updateTable('board')
        .set((old) => ({ last_number: old('last_number', '+', 1) }))
        .where('name', '=', board)
        .returning(['last_number', 'write_role'])
        .executeTakeFirst()
      if (!row) return refused(`There is no board "${board}" any more.`)
      if (!isAtLeast(role, roleOf(row.write_role))) {
        return refused(readOnly(board))
      }
      const number = row.last_number
      const by = { author_uid: author.uid, author_name: author.name, posted_at: new Date(nowMs) }
      await change
        .insertInto('board_post')
        .values({ ...text, ...by, board, number })
        .execute()
      await sql`
        delete from board_post where board = ${board} and number <= (
          select number from board_post where board = ${board}
          order by number desc offset ${POSTS_MAX} limit 1)`.execute(change)
      return done({ board, number })
    })
  }

  /** Takes off a post of one's own; those who keep order, anybody's. */
  async remove(uid: number, role: Role, board: string, number: number): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('board_post')
      .where('board', '=', board)
      .where('number', '=', number)
      .$if(!isAtLeast(role, 'builder'), (query) => query.where('author_uid', '=', uid))
      .executeTakeFirst()
    return numDeletedRows > 0n
  }
}

async function tooMany(change: Change, { uid }: Ref, nowMs: number): Promise<string | undefined> {
  const { count } = await change
    .selectFrom('board_post')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('author_uid', '=', uid)
    .where('posted_at', '>', anHourBefore(nowMs))
    .executeTakeFirstOrThrow()
  if (count < POSTS_AN_HOUR_MAX) return undefined
  return `You have written ${POSTS_AN_HOUR_MAX} times within an hour. Please wait a while.`
}
