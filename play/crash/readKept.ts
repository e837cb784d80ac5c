import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabaseJournal } from '#engine/persistence/databaseJournal.ts'
import type { KeptZone } from '#engine/persistence/journal.ts'
import { connectDatabase } from '#migrations/connect.ts'
import { CLUSTER_USER } from '#migrations/embedded/cluster.ts'
import { SOCKET_PORT, socketFolder } from '#migrations/embedded/socket.ts'
import { gatherKept, type Kept } from './kept.ts'

/** Where what is kept is read. */
export interface KeptWhere {
  /** Folder of a program that runs on a database of its own. */
  dataDir: string
  /** A database that is not the program's own. */
  url?: string
  zones: readonly string[]
}

/** Reads all that is kept of `zones`. */
export async function readKept({ dataDir, url, zones }: KeptWhere): Promise<Kept> {
  const from = url ?? urlIn(dataDir)
  const database = await connectDatabase({ url: from, dataDir, migrate: false })
  const journal = createDatabaseJournal(from)
  try {
    const kept = new Map<string, KeptZone>()
    for (const zone of zones) kept.set(zone, await journal.recover(zone))
    const rows = await database.db
      .selectFrom('character')
      .select(['uid', 'name_key as name', 'in_world as isInWorld', 'state'])
      .execute()
    return gatherKept(
      kept,
      rows.map((row) => ({ ...row, state: row.state ?? undefined })),
    )
  } finally {
    await journal.stop()
    await database.stop()
  }
}

/** The private database of a program that runs on `dataDir`. */
function urlIn(dataDir: string): string {
  const host = encodeURIComponent(socketFolder(join(realpathSync(dataDir), 'postgres')).path)
  return `postgresql:///postgres?host=${host}&port=${SOCKET_PORT}&user=${CLUSTER_USER}`
}
