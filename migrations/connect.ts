import { setTimeout as delay } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { DISK_FULL_WORDS, freeBytes, isNextToNothing } from './diskSpace.ts'
import { type EmbeddedServer, joinEmbedded, startEmbedded } from './embedded/server.ts'
import { DatabaseError, reasonOf } from './errors.ts'
import type { Log } from './log.ts'
import { isUpToDate, migrateUp } from './migrator.ts'
import type { Schema } from './schema.ts'

const POOL_LIMIT = 8 // connections
const CONNECT_LIMIT_MS = 1500
const QUERY_LIMIT_MS = 5000
const MIGRATION_LIMIT_MS = 60_000
const DRAIN_LIMIT_MS = 500

const INT8 = 20 // the type's oid

export interface ConnectOptions {
  /**
   * A server's address, as in DATABASE_URL; without one, the private server of `dataDir` is
   * started.
   */
  url?: string | undefined
  dataDir: string
  /** The private server of `dataDir`, if it was started ahead. */
  server?: Promise<EmbeddedServer> | undefined
  onLog?: Log
  /** False leaves the tables as they are. */
  migrate?: boolean
  /** True takes the private server of the program that runs on `dataDir`, if one does. */
  join?: boolean
  /** False lets the private server forget on power loss: for tests only. */
  fsync?: boolean
}

/** The database in use. */
export interface Database {
  kind: 'embedded' | 'server'
  db: Kysely<Schema>
  /** Lets another thread connect to the same database. It may carry a password: not for logs. */
  url: string
  /** Says to people where the database is. */
  place: string
  /** Resolves when the database answers, within 1.5 s for a connection and 5 s for the answer. */
  health(): Promise<void>
  /** Bytes left on the disk of the private server; undefined for one that was named. */
  freeBytes(): number | undefined
  /**
   * Ends the connections, then the private server if it is ours: 4.5 s at most. Repeats are
   * harmless.
   */
  stop(): Promise<void>
}

/**
 * Opens the database, starting a private one where no server is named, and brings its tables to
 * this program's shape.
 *
 * @throws {DatabaseError} for the operator: its message is one plain sentence without secrets
 */
export async function connectDatabase(options: ConnectOptions): Promise<Database> {
  const log: Log = options.onLog ?? (() => {})
  const { dataDir, fsync = true, migrate = true, join = false } = options
  const given = options.url
  const place = given === undefined ? `${dataDir}/postgres (private)` : placeOf(given)
  const start = join ? joinEmbedded : startEmbedded
  const begin = () => options.server ?? start({ dataDir, fsync, log })
  const server = given === undefined ? await begin() : undefined
  const url = server?.url ?? given ?? ''
  const db = open(url, POOL_LIMIT, QUERY_LIMIT_MS, log)
  const stop = once(async () => {
    await Promise.race([db.destroy(), delay(DRAIN_LIMIT_MS, undefined, { ref: false })])
    await server?.stop()
  })
  const freeSpace = () => (server === undefined ? undefined : freeBytes(dataDir))
  const health = async () => {
    try {
      await sql`select 1`.execute(db)
    } catch (cause) {
      throw isNextToNothing(freeSpace()) ? new Error(DISK_FULL_WORDS, { cause }) : cause
    }
  }
  try {
    await reach(health, place)
    if (migrate && !(await isUpToDate(db))) await migrateApart(url, log)
  } catch (error) {
    await stop()
    throw error
  }
  const kind = server === undefined ? 'server' : 'embedded'
  return { kind, db, url, place, health, freeBytes: freeSpace, stop }
}

function open(url: string, max: number, limitMs: number, log: Log): Kysely<Schema> {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: limitMs,
    statement_timeout: limitMs,
    idle_in_transaction_session_timeout: limitMs,
    application_name: 'loam',
    types: { getTypeParser },
  })
  // A server that goes away breaks connections; the pool opens new ones when asked. It listens to
  // idle ones only: one that breaks while in use, between two queries, would end the process.
  const broke = (error: Error) => log('warn', `A database connection broke: ${reasonOf(error)}`)
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', broke))
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

/** A bigint is a number here, and never a wrong one. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 && format !== 'binary' ? safeInteger : pg.types.getTypeParser(oid, format)

function safeInteger(digits: string): number {
  const value = Number(digits)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(`Cannot read the bigint ${digits}: beyond the safe integers`)
}

/** Any number that no other lock of this database has. */
const MIGRATION_LOCK = 0x10a3_0002

/**
 * Migrations wait for each other and may take long: they have a connection without the daily
 * limits. The lock is of that connection and goes with it; Kysely's own is a row of a table, which
 * several programs at a new database would each try to make.
 */
async function migrateApart(url: string, log: Log): Promise<void> {
  const db = open(url, 1, MIGRATION_LIMIT_MS, log)
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(db)
    for (const name of await migrateUp(db)) log('debug', `Migrated the database: ${name}`)
  } finally {
    await db.destroy()
  }
}

async function reach(health: () => Promise<void>, place: string): Promise<void> {
  try {
    await health()
  } catch (cause) {
    const message = `Cannot reach the database at ${place}: ${reasonOf(cause)}`
    throw new DatabaseError('DATABASE_UNREACHABLE', message, { cause })
  }
}

/** Host, port and name of a server's address, without user and password. */
function placeOf(url: string): string {
  // "ada@/db?host=/run/postgresql" names a socket; URLs proper want a host there.
  const parsed = URL.parse(url.replace('@/', '@localhost/'))
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new DatabaseError(
      'DATABASE_URL_INVALID',
      'DATABASE_URL is not the address of a PostgreSQL server: ' +
        'it looks like postgresql://user:password@host:5432/database',
    )
  }
  const host = parsed.searchParams.get('host') ?? parsed.host
  return `${host}${parsed.pathname}`
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= action()
    return done
  }
}
