import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { Schema } from '#migrations/schema.ts'
import type { Line } from '#protocol/chat.ts'
import type { Ref } from '#protocol/event.ts'
import type { Change, Db } from './done.ts'

/** [limit] Lines that one answer brings to an edge which has missed some. */
const CAUGHT_UP_MAX = 500
/** [limit] Lines that a player is shown at once. */
export const RECALLED_MAX = 200
/** [limit] Lines of each channel that are kept; the oldest go. */
const KEPT_PER_CHANNEL = 1_000
/** [limit] Lines that were told to one are kept so long, and so many of all of them. */
const TELLS_KEPT_DAYS = 14
const TELLS_KEPT_MAX = 200_000

type Row = Selectable<Schema['chat_line']>
type Where = ExpressionBuilder<Schema, 'chat_line'>

/** What one who listens to some channels hears. */
export interface Ear {
  uid: number
  channels: readonly string[]
}

/** Lines by their numbers, as far as they are there. */
export async function linesNumbered(
  db: Db | Change,
  numbers: readonly number[],
): Promise<Map<number, Line>> {
  if (numbers.length === 0) return new Map()
  const rows = await db.selectFrom('chat_line').selectAll().where('number', 'in', numbers).execute()
  return new Map(rows.map((row) => [row.number, lineOf(row)]))
}

/** What was said, and how long it is kept. */
export class LineStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  /** The number of the newest line; every line up to it can be read. */
  async last(): Promise<number> {
    const row = await this.#db.selectFrom('chat_count').select('last').executeTakeFirst()
    return row?.last ?? 0
  }

  /** The lines after `number`, oldest first; `CAUGHT_UP_MAX` at most. */
  async after(number: number): Promise<Line[]> {
    const rows = await this.#db
      .selectFrom('chat_line')
      .selectAll()
      .where('number', '>', number)
      .orderBy('number')
      .limit(CAUGHT_UP_MAX)
      .execute()
    return rows.map(lineOf)
  }

  /** The newest lines of a channel, oldest first. `area`: only those that were heard there. */
  async history(channel: string, area: string, count: number): Promise<Line[]> {
    const rows = await this.#db
      .selectFrom('chat_line')
      .selectAll()
      .where('channel', '=', channel)
      .$if(area !== '', (query) => query.where('area', '=', area))
      .orderBy('number', 'desc')
      .limit(Math.min(count, RECALLED_MAX))
      .execute()
    return rows.map(lineOf).reverse()
  }

  /**
   * The newest lines that were for one, its own among them, oldest first.
   *
   * @param after  none up to that number
   */
  async recall(ear: Ear, after: number, count: number): Promise<Line[]> {
    const rows = await this.#db
      .selectFrom('chat_line')
      .selectAll()
      .where('number', '>', after)
      .where((where) => heardBy(where, ear))
      .orderBy('number', 'desc')
      .limit(Math.min(count, RECALLED_MAX))
      .execute()
    return rows.map(lineOf).reverse()
  }

  /** How many lines after a number others have said that were for one; `max` at most. */
  async countFor(ear: Ear, after: number, max: number): Promise<number> {
    const missed = this.#db
      .selectFrom('chat_line')
      .select('number')
      .where('number', '>', after)
      .where('talker_uid', '<>', ear.uid)
      .where((where) => heardBy(where, ear))
      .limit(max)
      .as('missed')
    const { count } = await this.#db
      .selectFrom(missed)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  }

  /** Who told one something last. */
  async lastTeller(uid: number): Promise<Ref | undefined> {
    const row = await this.#db
      .selectFrom('chat_line')
      .select(['talker_uid', 'talker_name'])
      .where('target_uid', '=', uid)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && { uid: row.talker_uid, name: row.talker_name }
  }

  /** Forgets what is older than is kept. */
  async forgetOld(channels: readonly string[]): Promise<void> {
    for (const channel of channels) await this.#keepNewest(channel, KEPT_PER_CHANNEL)
    await this.#keepNewest('', TELLS_KEPT_MAX)
    await sql`
      delete from chat_line where channel = ''
        and said_at < now() - make_interval(days => ${TELLS_KEPT_DAYS})`.execute(this.#db)
  }

  async #keepNewest(channel: string, count: number): Promise<void> {
    await sql`
      delete from chat_line where channel = ${channel} and number <= (
        select number from chat_line where channel = ${channel}
        order by number desc offset ${count} limit 1)`.execute(this.#db)
  }
}

function heardBy(where: Where, { uid, channels }: Ear): Expression<SqlBool> {
  return where.or([
    where('target_uid', '=', uid),
    where.and([where('talker_uid', '=', uid), where('channel', '=', '')]),
    ...(channels.length > 0 ? [where('channel', 'in', channels)] : []),
  ])
}

function lineOf(row: Row): Line {
  const line = {
    number: row.number,
    atMs: row.said_at.getTime(),
    channel: row.channel,
    area: row.area,
    actor: { uid: row.talker_uid, name: row.talker_name },
    acted: row.acted,
    text: row.text,
  }
  if (row.target_uid === null) return line
  return { ...line, target: { uid: row.target_uid, name: row.target_name ?? '' } }
}
