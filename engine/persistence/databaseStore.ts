import type { Kysely } from 'kysely'
import { loadCharacter } from '#migrations/characters.ts'
import type { Schema } from '#migrations/schema.ts'
import { reserveUids } from '#migrations/uids.ts'
import type { WorldStore } from './store.ts'

/** The world's store in PostgreSQL. */
export function databaseStore(db: Kysely<Schema>): WorldStore {
  return {
    reserveUids: (zone, count) => reserveUids(db, zone, count),
    loadCharacter: (uid, zones) => loadCharacter(db, uid, zones),
  }
}
