import { sql } from 'kysely'
import type { Database } from '#migrations/connect.ts'
import { type Run, wordsOf } from './saidLines.ts'

/**
 * Keeps lines in a table of the same form, by inserts and nothing else: nobody is asked whether it
 * may speak, no request is remembered, and the numbers are those of the bench.
 */
export class BareLines {
  readonly #database: Database
  #last = 0

  private constructor(database: Database) {
    this.#database = database
  }

  static async open(database: Database): Promise<BareLines> {
    await sql`create table bench_line (like chat_line including all)`.execute(database.db)
    return new BareLines(database)
  }

  /** Each line is committed by itself; `atOnce` of them are on their way always. */
  async keepEach(lines: number, atOnce: number): Promise<Run> {
    const latenciesMs: number[] = []
    let left = lines
    const began = performance.now()
    const keepOn = async () => {
      while (left > 0) {
        left--
        latenciesMs.push(await this.#insert(1))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, keepOn))
    return { seconds: (performance.now() - began) / 1000, latenciesMs }
  }

  /** `together` lines are committed at a time. */
  async keepAll(lines: number, together: number): Promise<Run> {
    const latenciesMs: number[] = []
    const began = performance.now()
    for (let left = lines; left > 0; left -= together) {
      const count = Math.min(left, together)
      const tookMs = await this.#insert(count)
      for (let i = 0; i < count; i++) latenciesMs.push(tookMs)
    }
    return { seconds: (performance.now() - began) / 1000, latenciesMs }
  }

  /** @returns milliseconds */
  async #insert(count: number): Promise<number> {
    const rows = Array.from({ length: count }, () => {
      const number = ++this.#last
      return sql`(${number}, ${new Date()}, 'gossip', '', 1, 'Speaker0', null, null, false,
        ${wordsOf(number)})`
    })
    const began = performance.now()
    await sql`insert into bench_line values ${sql.join(rows)}`.execute(this.#database.db)
    return performance.now() - began
  }
}
