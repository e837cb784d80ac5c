import { sql } from 'kysely'
import type { Change, Db } from './done.ts'

/** Where a character was last, and what of all that was said it has heard. */
export interface Place {
  /** [C8] It has heard what was for it up to that line. */
  mark: number
  /** Where it plays, as far as is known; null: nowhere. */
  edge: string | null
  /** It has quit; else its link was lost, or its edge has ended. */
  isOver: boolean
}

/** [C8] Marks: up to which line each character has heard what was for it. */
export class PlaceStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  /** Undefined of one who was never there. */
  async find(uid: number): Promise<Place | undefined> {
    const row = await this.#db
      .selectFrom('chat_place')
      .leftJoin('chat_edge', 'chat_edge.edge', 'chat_place.edge')
      .select(['chat_place.mark', 'chat_place.edge', 'chat_place.is_over'])
      .select('chat_edge.mark as edge_mark')
      .where('uid', '=', uid)
      .executeTakeFirst()
    if (!row) return undefined
    const mark = Math.max(row.mark, row.edge_mark ?? 0)
    return { mark, edge: row.edge, isOver: row.is_over }
  }

  /**
   * From now on the mark of its edge counts, too. Nothing happens for an unknown character.
   *
   * @param ignored  names in lower case, parted by blanks
   */
  async begin(uid: number, edge: string, mark: number, ignored: string): Promise<void> {
    await sql`
      insert into chat_place (uid, edge, mark, is_over, ignored)
      select uid, ${edge}, ${mark}, false, ${ignored} from character where uid = ${uid}
      on conflict (uid) do update
        set edge = excluded.edge, mark = excluded.mark, is_over = false, seen_at = now(),
          ignored = excluded.ignored
    `.execute(this.#db)
  }

  /** Keeps whom it ignores, unless it is at another edge by now, which has told that itself. */
  async ignore(uid: number, edge: string, ignored: string): Promise<void> {
    await this.#db
      .updateTable('chat_place')
      .set({ ignored })
      .where('uid', '=', uid)
      .where('edge', '=', edge)
      .execute()
  }

  /** It is gone from `edge`, unless it is at another by now. */
  async end(uid: number, edge: string, mark: number, isOver: boolean): Promise<void> {
    await this.#db
      .updateTable('chat_place')
      .set({ edge: null, mark, is_over: isOver, seen_at: new Date() })
      .where('uid', '=', uid)
      .where('edge', '=', edge)
      .execute()
  }

  /** All at an edge have heard what was for them up to a line. */
  async markEdge(edge: string, mark: number): Promise<void> {
    await sql`
      insert into chat_edge (edge, mark) values (${edge}, ${mark})
      on conflict (edge) do update
        set mark = greatest(chat_edge.mark, excluded.mark), seen_at = now()`.execute(this.#db)
  }

  /** Forgets edges that have ended long ago and were left by everybody. */
  async forgetOld(): Promise<void> {
    await sql`
      delete from chat_edge where seen_at < now() - interval '1 day'
        and not exists (select from chat_place where chat_place.edge = chat_edge.edge)
    `.execute(this.#db)
    await sql`delete from chat_silence where until < now()`.execute(this.#db)
  }
}

/** Whether `uid` does not want to hear from `other`, as its edge told last. */
export async function isIgnoring(db: Db | Change, uid: number, other: number): Promise<boolean> {
  const { rows } = await sql`
    select from chat_place join character on character.uid = ${other}
    where chat_place.uid = ${uid}
      and character.name_key = any (string_to_array(chat_place.ignored, ' '))`.execute(db)
  return rows.length > 0
}
