import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseError, reasonOf } from '#migrations/errors.ts'
import type { Log } from '#migrations/log.ts'
import { STOP_STEPS } from './orphan.ts'
import { asUser, nameOfWorkingDirectory, type ServerUser } from './user.ts'

/** Recovery after a crash is bounded by `max_wal_size`; a slow card may still take a while. */
const READY_LIMIT_MS = 60_000
const READY_POLL_MS = 10

/** A server that ends by itself is started again, but not for ever. */
const RESTARTS = 3
const RESTARTS_WITHIN_MS = 60_000

const LAST_WORDS = 8 // lines of the log that go into an error
const LINE_LIMIT = 1000 // characters of a line of the log

/** What a small world needs, in about 20 MB; whoever needs more sets DATABASE_URL. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_directories: '.',
  unix_socket_permissions: '0700',
  max_connections: '40',
  shared_buffers: '32MB',
  work_mem: '2MB',
  maintenance_work_mem: '16MB',
  huge_pages: 'off',
  jit: 'off',
  io_method: 'sync', // no helper processes for reading ahead
  max_parallel_workers: '0',
  max_logical_replication_workers: '0',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_buffers: '1MB',
  min_wal_size: '16MB',
  max_wal_size: '128MB',
  checkpoint_timeout: '15min',
  synchronous_commit: 'on',
  autovacuum_max_workers: '1',
  autovacuum_worker_slots: '1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic', // no statement in the log: some carry secrets
  logging_collector: 'off', // the log comes to us, line by line; no file grows
}

export interface PostgresOptions {
  /** The cluster's folder, where the socket appears too. */
  folder: string
  program: string
  user: ServerUser
  /** Is on the server's command line, so that it can be told from any other process. */
  clusterName: string
  fsync: boolean
  log: Log
}

/** One server process over one cluster, started again when it ends unasked. */
export class Postgres {
  readonly #options: PostgresOptions
  readonly #lastWords: string[] = []
  #child: ChildProcess | undefined
  #stopping = false
  #startsMs: number[] = []

  constructor(options: PostgresOptions) {
    this.#options = options
  }

  /** @throws {DatabaseError} DATABASE_START with the last lines of the server's log */
  async start(): Promise<void> {
    const child = this.#spawn()
    this.#child = child
    const failed = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('close', (code, signal) => resolve(`it ended (${signal ?? code})`))
    })
    const outcome = await Promise.race([failed, this.#ready(child)])
    if (outcome !== 'ready') throw this.#cannotStart(outcome)
    child.once('exit', (code, signal) => this.#ended(signal ?? code))
    if (hasEnded(child)) this.#ended(child.signalCode ?? child.exitCode)
  }

  /**
   * Stops the server: at most about four seconds, whatever it is doing. Repeated calls are
   * harmless.
   */
  async stop(): Promise<void> {
    this.#stopping = true
    const child = this.#child
    if (child === undefined || hasEnded(child)) return
    const exit = once(child, 'exit')
    for (const { signal, waitMs } of STOP_STEPS) {
      child.kill(signal)
      await Promise.race([exit, delay(waitMs, undefined, { ref: false })])
      if (hasEnded(child)) return
    }
  }

  #spawn(): ChildProcess {
    const { folder, program, user, clusterName, fsync } = this.#options
    const settings = { ...SETTINGS, cluster_name: clusterName, fsync: fsync ? 'on' : 'off' }
    const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`)
    const child = spawn(program, ['-D', nameOfWorkingDirectory(folder, user), ...flags], {
      ...asUser(user),
      cwd: folder,
      // A session of its own: the terminal's Ctrl-C is for us, who stop the server when all is
      // saved.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (child.stderr !== null) createInterface(child.stderr).on('line', (line) => this.#heard(line))
    return child
  }

  #heard(line: string): void {
    const words = line.slice(0, LINE_LIMIT)
    this.#lastWords.push(words)
    if (this.#lastWords.length > LAST_WORDS) this.#lastWords.shift()
    this.#options.log(/^(WARNING|ERROR|FATAL|PANIC):/.test(words) ? 'warn' : 'debug', words)
  }

  /** Waits as pg_ctl does: until the status line of `postmaster.pid` says so. */
  async #ready(child: ChildProcess): Promise<string> {
    const path = join(this.#options.folder, 'postmaster.pid')
    for (let waitedMs = 0; waitedMs < READY_LIMIT_MS; waitedMs += READY_POLL_MS) {
      if (hasEnded(child)) return 'it ended'
      if (isReady(path, child.pid)) return 'ready'
      await delay(READY_POLL_MS)
    }
    child.kill('SIGQUIT')
    return `it was not ready after ${READY_LIMIT_MS / 1000} s`
  }

  #cannotStart(outcome: string): DatabaseError {
    const words = this.#lastWords.join('; ')
    const message = `Cannot start the database in "${this.#options.folder}": ${outcome}: ${words}`
    return new DatabaseError('DATABASE_START', reasonOf(message))
  }

  #ended(why: number | string | null): void {
    if (this.#stopping) return
    const nowMs = performance.now()
    this.#startsMs = this.#startsMs.filter((startMs) => nowMs - startMs < RESTARTS_WITHIN_MS)
    if (this.#startsMs.length >= RESTARTS) {
      this.#options.log('warn', `The database server ended (${why}) again and is left down`)
      return
    }
    this.#startsMs.push(nowMs)
    this.#options.log('warn', `The database server ended (${why}) and is started again`)
    this.start().catch((error: unknown) => {
      this.#options.log('warn', reasonOf(error))
      this.#ended('at its start')
    })
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}

function isReady(path: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(path, 'utf8').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}
