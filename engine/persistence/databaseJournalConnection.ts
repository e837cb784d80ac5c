import pg from 'pg'

/** How long the database may take, in milliseconds. */
export interface JournalLimits {
  connectMs: number
  statementMs: number
}

const INT8 = 20 // the type's oid

/**
 * One connection for one purpose, made when it is first needed and again after it broke.
 *
 * Jobs run one after the other. One that fails takes the connection with it: nobody knows what a
 * server that did not answer in time will still do with it, and what was begun is rolled back. The
 * next job makes a new one at once; waiting between tries, with jitter, is the caller's.
 */
export class JournalConnection {
  readonly #url: string
  readonly #limits: JournalLimits
  #client: pg.Client | undefined
  #lastJob: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor(url: string, limits: JournalLimits) {
    this.#url = url
    this.#limits = limits
  }

  /** Connects, lest the first job wait for that. Should it fail, the job tries again. */
  open(): void {
    this.use(async () => {}).catch(() => {})
  }

  /** Runs a job when those before it have ended. Rejects as the job does, or without database. */
  async use<T>(job: (client: pg.Client) => Promise<T>): Promise<T> {
    const done = this.#lastJob.then(() => this.#run(job))
    this.#lastJob = done.catch(() => {})
    return done
  }

  /** Ends the connection once the jobs under way have ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#lastJob
    if (this.#client) this.#drop(this.#client)
  }

  async #run<T>(job: (client: pg.Client) => Promise<T>): Promise<T> {
    if (this.#stopped) throw new Error('The journal has been closed')
    const client = this.#client ?? (await this.#connect())
    try {
      return await job(client)
    } catch (error) {
      this.#drop(client)
      throw error
    }
  }

  async #connect(): Promise<pg.Client> {
    const { connectMs, statementMs } = this.#limits
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: connectMs,
      query_timeout: statementMs,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: statementMs,
      keepAlive: true,
      application_name: 'loam-journal',
      types: { getTypeParser },
    })
    client.on('error', () => this.#drop(client))
    client.on('end', () => this.#drop(client))
    try {
      await client.connect()
      // Whatever a server is set to by default: what is kept here is on its disk.
      await client.query(`select set_config('synchronous_commit', 'on', false)
        where current_setting('synchronous_commit') = 'off'`)
    } catch (error) {
      this.#drop(client)
      throw error
    }
    this.#client = client
    return client
  }

  /** Without a farewell, for which a frozen server would let us wait. */
  #drop(client: pg.Client): void {
    if (this.#client === client) this.#client = undefined
    client.connection.stream.destroy()
  }
}

/** Runs statements that are kept together or, if one fails, with the connection not at all. */
export async function inTransaction<T>(
  client: pg.Client,
  statements: () => Promise<T>,
  mode = '',
): Promise<T> {
  await client.query(`begin ${mode}`)
  const result = await statements()
  await client.query('commit')
  return result
}

/** Numbers as PostgreSQL reads an array: pg would quote each. */
export function numbers(values: readonly (number | null)[]): string {
  return `{${values.map((value) => value ?? 'null').join(',')}}`
}

/** A bigint beyond the safe integers comes out wrong; only damage makes one, and its sum tells. */
export const getTypeParser: typeof pg.types.getTypeParser = (
  oid: number,
  format?: 'text' | 'binary',
) => (oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format))
