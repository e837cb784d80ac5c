import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type EntryPasses, RESUME_SECONDS, type Redeemed } from '#edges/session/entryPasses.ts'
import type { Schema } from '#migrations/schema.ts'

/** A ticket is good for so long. */
export const TICKET_SECONDS = 60
/** Tokens that were not used are removed so often, and so long after they expired. */
const SWEEP_EVERY_MS = 60_000
const SWEEP_AFTER_SECONDS = 600

const TOKEN_BYTES = 24 // 192 random bits

/** Tickets and resume tokens, in the database all programs share; only their hashes are kept. */
export class StoredPasses implements EntryPasses {
  readonly #db: Kysely<Schema>
  readonly #nowMs: () => number
  #sweptAt = Number.NEGATIVE_INFINITY

  /** @param nowMs  milliseconds that only grow */
  constructor(db: Kysely<Schema>, nowMs: () => number) {
    this.#db = db
    this.#nowMs = nowMs
  }

  /** A ticket for one character, good once. */
  async ticketFor(characterUid: number): Promise<string> {
    const token = newToken()
    await sql`
      insert into entry_pass (hash, kind, character_uid, expires_at)
      values (${hashOf(token)}, 'ticket', ${characterUid},
        now() + make_interval(secs => ${TICKET_SECONDS}))`.execute(this.#db)
    await this.#sweep()
    return token
  }

  /** Of many who try one token at once, the database lets one have it. */
  async redeem(kind: 'ticket' | 'resume', token: string): Promise<Redeemed | undefined> {
    const resumeToken = newToken()
    const redeemed = await sql<{ uid: number; name: string }>`
      with used as (
        delete from entry_pass
        where hash = ${hashOf(token)} and kind = ${kind} and expires_at > now()
        returning character_uid
      ), made as (
        insert into entry_pass (hash, kind, character_uid, expires_at)
        select ${hashOf(resumeToken)}::bytea, 'resume', character_uid,
          now() + make_interval(secs => ${RESUME_SECONDS})
        from used
      )
      select uid, name from character join used on uid = character_uid`.execute(this.#db)
    const [character] = redeemed.rows
    return character && { character, resumeToken }
  }

  async keepAlive(resumeTokens: readonly string[]): Promise<void> {
    await sql`
      update entry_pass set expires_at = now() + make_interval(secs => ${RESUME_SECONDS})
      where kind = 'resume' and hash = any(${resumeTokens.map(hashOf)})`.execute(this.#db)
    await this.#sweep()
  }

  async revoke(resumeToken: string): Promise<void> {
    await this.#db.deleteFrom('entry_pass').where('hash', '=', hashOf(resumeToken)).execute()
  }

  /** An expired one may still come alive: its player may be connected while the database is not. */
  async #sweep(): Promise<void> {
    const now = this.#nowMs()
    if (now - this.#sweptAt < SWEEP_EVERY_MS) return
    this.#sweptAt = now
    await sql`
      delete from entry_pass
      where expires_at < now() - make_interval(secs => ${SWEEP_AFTER_SECONDS})`.execute(this.#db)
  }
}

/** Has nobody enter any more who was let in before an account's password changed. */
export async function revokeAllOf(db: Kysely<Schema>, accountId: string): Promise<void> {
  await db
    .deleteFrom('entry_pass')
    .where('character_uid', 'in', (of) =>
      of.selectFrom('character').select('uid').where('account_id', '=', accountId),
    )
    .execute()
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
