import { type Kysely, sql, type Transaction } from 'kysely'
import type {
  NewsMarks,
  NewTicket,
  OwnTicket,
  TicketKind,
  TicketRefusal,
  Tickets,
} from '#edges/session/tickets.ts'
import type { Schema } from '#migrations/schema.ts'
import { displayName, nameKey } from './names.ts'

/** Tickets of one account that nobody has closed. */
export const OPEN_TICKETS_MAX = 20
/** Tickets of one account within an hour, closed ones too. */
export const TICKETS_AN_HOUR_MAX = 10
/** So many of its own tickets a player is shown. */
const SHOWN_MAX = 20

/** Each text of a ticket is cut after so many UTF-16 units: edges send far less. */
const TEXT_UNITS_MAX = 8_192

const UNKNOWN_SELF: TicketRefusal = {
  refused: 'unknown',
  words: 'Your character is in no account any more, so no ticket can be made.',
}

type Change = Transaction<Schema>

interface Owner {
  accountId: string
  name: string
}

/** Tickets and marks of news, in tables of ours. */
export class StoredTickets implements Tickets, NewsMarks {
  readonly #db: Kysely<Schema>

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  keep(ticket: NewTicket): Promise<number | TicketRefusal> {
    return this.#db.transaction().execute(async (change) => {
      const owner = await ownerOf(change, ticket.characterUid)
      if (owner === undefined) return UNKNOWN_SELF
      const reported = ticket.about === '' ? undefined : await characterCalled(change, ticket.about)
      if (ticket.about !== '' && reported === undefined) return nobodyCalled(ticket.about)
      return (await tooMany(change, owner.accountId)) ?? insert(change, ticket, owner, reported)
    })
  }

  async own(characterUid: number, number?: number): Promise<readonly OwnTicket[]> {
    const rows = await this.#db
      .selectFrom('ticket')
      .innerJoin('character', 'character.account_id', 'ticket.account_id')
      .select(['id', 'kind', 'about_name', 'text', 'made_at', 'taken_at', 'closed_at', 'answer'])
      .where('character.uid', '=', characterUid)
      .$if(number !== undefined, (query) => query.where('id', '=', number!))
      .orderBy(sql`closed_at is not null`)
      .orderBy('id', 'desc')
      .limit(SHOWN_MAX)
      .execute()
    return rows.map((row) => ({
      number: row.id,
      kind: row.kind as TicketKind,
      about: row.about_name ?? '',
      text: row.text,
      madeAt: row.made_at,
      state: row.closed_at !== null ? 'closed' : row.taken_at !== null ? 'taken' : 'open',
      answer: row.answer ?? '',
    }))
  }

  async lastRead(characterUid: number): Promise<string> {
    const row = await this.#db
      .selectFrom('news_read')
      .innerJoin('character', 'character.account_id', 'news_read.account_id')
      .select('mark')
      .where('character.uid', '=', characterUid)
      .executeTakeFirst()
    return row?.mark ?? ''
  }

  async noteRead(characterUid: number, mark: string): Promise<void> {
    await sql`
      insert into news_read (account_id, mark)
      select account_id, ${mark} from character where uid = ${characterUid}
      on conflict (account_id) do update set mark = excluded.mark, read_at = now()
      where news_read.mark <> excluded.mark`.execute(this.#db)
  }
}

/** The account of a character, kept by this transaction so that none passes its limits. */
async function ownerOf(change: Change, characterUid: number): Promise<Owner | undefined> {
  const row = await change
    .selectFrom('character')
    .innerJoin('user', 'user.id', 'character.account_id')
    .select(['user.id', 'character.name'])
    .where('character.uid', '=', characterUid)
    .forNoKeyUpdate('user')
    .executeTakeFirst()
  return row && { accountId: row.id, name: row.name }
}

function characterCalled(change: Change, name: string) {
  return change
    .selectFrom('character')
    .select(['uid', 'name'])
    .where('name_key', '=', nameKey(name))
    .executeTakeFirst()
}

async function tooMany(change: Change, accountId: string): Promise<TicketRefusal | undefined> {
  const { rows } = await sql<{ open: number; lately: number }>`
    select count(*) filter (where closed_at is null) as open,
      count(*) filter (where made_at > now() - interval '1 hour') as lately
    from ticket where account_id = ${accountId}`.execute(change)
  const { open, lately } = rows[0]!
  if (open >= OPEN_TICKETS_MAX) {
    const words =
      `You have ${OPEN_TICKETS_MAX} tickets that nobody has closed yet, so no other is taken ` +
      'until one is. "tickets" lists them.'
    return { refused: 'too-many-open', words }
  }
  if (lately < TICKETS_AN_HOUR_MAX) return undefined
  const words = `You have made ${TICKETS_AN_HOUR_MAX} tickets within an hour. Please wait a while.`
  return { refused: 'too-fast', words }
}

async function insert(
  change: Change,
  ticket: NewTicket,
  owner: Owner,
  reported: { uid: number; name: string } | undefined,
): Promise<number> {
  const { id } = await change
    .insertInto('ticket')
    .values({
      kind: ticket.kind,
      account_id: owner.accountId,
      character_uid: ticket.characterUid,
      character_name: owner.name,
      about_uid: reported?.uid ?? null,
      about_name: reported?.name ?? null,
      room: bounded(ticket.room),
      text: bounded(ticket.text),
      seen: bounded(ticket.seen),
      said: bounded(ticket.said),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function bounded(text: string): string {
  return text.slice(0, TEXT_UNITS_MAX).toWellFormed()
}

function nobodyCalled(name: string): TicketRefusal {
  const shown = displayName(name.slice(0, 40))
  return { refused: 'unknown', words: `Nobody here is called "${shown}", so nobody was reported.` }
}
