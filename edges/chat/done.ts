import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from '#migrations/schema.ts'
import { ByteReader, ByteWriter } from '#protocol/bytes.ts'
import { readEvent, type WireEvent, writeEvent } from '#protocol/event.ts'

export type Db = Kysely<Schema>
export type Change = Transaction<Schema>

/** Which request of which edge something is done for [C3]. */
export interface Request {
  edge: string
  number: number
}

/** What was done longer ago is not asked for again: edges give up long before. */
const REPEATED_FOR = sql`interval '10 minutes'`

/**
 * Takes requests on, each once: one that another process is doing is waited for.
 *
 * @returns those that were never taken on before, and the answers to the others
 */
export async function takeOn(change: Change, requests: readonly Request[]) {
  const edges = requests.map(({ edge }) => edge)
  const numbers = requests.map(({ number }) => number)
  const pairs = sql`unnest(${edges}::text[], ${numbers}::bigint[])`
  const { rows: fresh } = await sql<Request>`
    insert into chat_done (edge, number) select * from ${pairs}
    on conflict do nothing returning edge, number`.execute(change)
  const answers = new Map<string, WireEvent>()
  if (fresh.length < requests.length) {
    const { rows } = await sql<Request & { answer: Uint8Array | null }>`
      select edge, number, answer from chat_done
      where (edge, number) in (select * from ${pairs}) and answer is not null`.execute(change)
    for (const row of rows) answers.set(keyOf(row), decoded(row.answer!))
  }
  return { fresh: new Set(fresh.map(keyOf)), answers }
}

/** Keeps answers, so that a repeat is answered alike. */
export async function keepAnswers(
  change: Change,
  done: readonly (Request & { answer: WireEvent })[],
): Promise<void> {
  if (done.length === 0) return
  const edges = done.map(({ edge }) => edge)
  const numbers = done.map(({ number }) => number)
  const answers = done.map(({ answer }) => encoded(answer))
  await sql`
    update chat_done set answer = kept.answer
    from unnest(${edges}::text[], ${numbers}::bigint[], ${answers}::bytea[])
      as kept (edge, number, answer)
    where chat_done.edge = kept.edge and chat_done.number = kept.number`.execute(change)
}

/** Does `work` for one request, once; a repeat gets the answer that the first one got. */
export function once(
  db: Db,
  request: Request,
  work: (change: Change) => Promise<WireEvent>,
): Promise<WireEvent> {
  return db.transaction().execute(async (change) => {
    const { answers } = await takeOn(change, [request])
    const known = answers.get(keyOf(request))
    if (known) return known
    const answer = await work(change)
    await keepAnswers(change, [{ ...request, answer }])
    return answer
  })
}

export function keyOf({ edge, number }: Request): string {
  return `${edge} ${number}`
}

/** Forgets what is not asked for again. */
export async function forgetDone(db: Db): Promise<void> {
  await sql`delete from chat_done where done_at < now() - ${REPEATED_FOR}`.execute(db)
}

function encoded(event: WireEvent): Buffer {
  const out = new ByteWriter()
  writeEvent(out, event)
  return Buffer.from(out.take())
}

function decoded(bytes: Uint8Array): WireEvent {
  return readEvent(new ByteReader(bytes))
}
