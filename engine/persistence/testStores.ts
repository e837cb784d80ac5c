import { sql } from 'kysely'
import type pg from 'pg'
import type { AreaDefinition } from '#components/definition.ts'
import { FakeEdge, type FakeSession, TestWorld } from '#engine/zone/testing.ts'
import type { Database } from '#migrations/connect.ts'
import { connectDatabase } from '#migrations/connect.ts'
import { openBulk } from './backupStore.ts'
import { createDatabaseJournal, type DatabaseJournal } from './databaseJournal.ts'
import type { Lease } from './journal.ts'
import { readWorld, type WorldReading } from './worldReading.ts'

/** What is used of a tap test. */
interface Test {
  teardown(action: () => unknown): void
}

const LEASE_MS = 60_000

/** Snapshots are begun often and written slowly: much happens meanwhile. */
const PACE = { everyTicks: 4, recordsMin: 2, stepEntities: 1 }

/** Lazy values are written down once in so many ticks. */
const LAZY_TICKS = 10

/** A database of its own on the server of `database`, which nobody has migrated. */
export async function emptyStore({ db, url }: Database, name: string): Promise<string> {
  await sql`create database ${sql.id(name)} template template0`.execute(db)
  return url.replace('/postgres?', `/${name}?`)
}

/** The same with tables. It is closed with the test. */
export async function migratedStore(t: Test, database: Database, name: string): Promise<Database> {
  const url = await emptyStore(database, name)
  const store = await connectDatabase({ url, dataDir: '' })
  t.teardown(() => store.stop())
  return store
}

/** Does something with a connection that sees one moment. */
export async function seeing<T>(url: string, look: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openBulk(url)
  try {
    await client.query('begin isolation level repeatable read read only')
    return await look(client)
  } finally {
    await client.end()
  }
}

export function worldOf(url: string): Promise<WorldReading> {
  return seeing(url, (client) => readWorld(client))
}

/** Makes characters with the uids from 1 on, all of one account. */
export async function makeCharacters({ db }: Database, ...names: string[]): Promise<void> {
  const id = 'u1'
  await db
    .insertInto('user')
    .values({ id, name: 'Ada', email: 'ada@players.invalid', emailVerified: false })
    .onConflict((on) => on.doNothing())
    .execute()
  const made = await db.selectFrom('character').select('uid').execute()
  for (const [i, name] of names.entries()) {
    const uid = made.length + i + 1
    const values = { uid, account_id: id, name, name_key: name.toLowerCase() }
    await db.insertInto('character').values(values).execute()
  }
}

/** A zone that is played, and whose records and snapshots are kept in a database at once. */
export class KeptPlay {
  readonly world: TestWorld
  readonly edge: FakeEdge
  readonly journal: DatabaseJournal
  readonly lease: Lease
  readonly #store: Database
  readonly #sessions = new Map<number, FakeSession>()
  #appended = 0

  static async begin(
    t: Test,
    store: Database,
    area: AreaDefinition,
    historyHours = 24,
  ): Promise<KeptPlay> {
    const journal = createDatabaseJournal(store.url, { historyHours })
    t.teardown(() => journal.stop())
    const lease = await journal.acquire('house', 'test', LEASE_MS)
    return new KeptPlay(store, journal, lease!, area)
  }

  private constructor(
    store: Database,
    journal: DatabaseJournal,
    lease: Lease,
    area: AreaDefinition,
  ) {
    this.#store = store
    this.journal = journal
    this.lease = lease
    this.world = new TestWorld([area], { snapshotPace: PACE })
    this.edge = new FakeEdge(this.world)
  }

  /** Lets the character `uid` in, unless it is in. */
  async enter(uid: number, name: string): Promise<void> {
    if (this.world.runner.zone.byUid.has(uid)) return
    this.#sessions.set(uid, this.edge.enter(uid, name))
    await this.#turn()
  }

  /** Has a character that is in do one thing after the other. */
  async type(uid: number, ...lines: string[]): Promise<void> {
    if (!this.world.runner.zone.byUid.has(uid)) return
    for (const line of lines) {
      this.edge.line(this.#sessions.get(uid)!, line)
      await this.#turn()
    }
  }

  /** Lets time pass until all that has changed is kept. @returns that moment, by its clock */
  async settle(): Promise<string> {
    do {
      this.world.tick()
      await this.#keep()
    } while (this.world.runner.zone.tick % LAZY_TICKS !== 0)
    const { rows } = await sql<{ now: string }>`
      select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now
    `.execute(this.#store.db)
    return rows[0]!.now
  }

  /** Ends its connections. */
  stop(): Promise<void> {
    return this.journal.stop()
  }

  async #turn(): Promise<void> {
    this.world.turn()
    await this.#keep()
  }

  async #keep(): Promise<void> {
    const { records, snapshots } = this.world
    const { epoch } = this.lease
    const fresh = records.slice(this.#appended).map((record) => ({ ...record, epoch }))
    this.#appended = records.length
    await this.journal.append(fresh)
    for (const snapshot of snapshots.splice(0)) {
      await this.journal.saveSnapshot(this.lease, snapshot)
    }
  }
}
