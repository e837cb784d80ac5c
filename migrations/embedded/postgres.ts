import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import {
  DISK_FULL_WORDS,
  freeBytes,
  isNextToNothing,
  tellsOfFullDisk,
} from '#migrations/diskSpace.ts'
import { DatabaseError, reasonOf } from '#migrations/errors.ts'
import type { Log } from '#migrations/log.ts'
import { STOP_STEPS, stopOrphan } from './orphan.ts'
import { asUser, nameOfWorkingDirectory, type ServerUser } from './user.ts'

/** Recovery after a crash is bounded by `max_wal_size`; a slow card may still take a while. */
const READY_LIMIT_MS = 60_000
const READY_POLL_MS = 10

/** Between two starts of a server that ends by itself. */
export interface Pauses {
  /** Before the second start; each that follows waits twice as long. The first comes at once. */
  firstMs: number
  longestMs: number
}

const PAUSES: Pauses = { firstMs: 1_000, longestMs: 30_000 }

/** A server that ran so long before it ended is started again at once. */
const STEADY_MS = 60_000

/** So often a pause looks whether there is room again on a disk that was full. */
const LOOK_MS = 1_000

/** The same line is passed on so often. */
const SAME_LINE_MS = 30_000
const SAME_LINES = 50 // are remembered at most

const LAST_WORDS = 8 // lines of the log that go into an error
const LINE_LIMIT = 1000 // characters of a line of the log

/** Of one program: a pool, the journal's, and tools beside it. */
const CONNECTIONS = 40

/** What a small world needs, in about 20 MB; whoever needs more sets DATABASE_URL. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_directories: '.',
  unix_socket_permissions: '0700',
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
  /** At once; by default as many as one program needs. */
  connections?: number
  log: Log
  /** By default a second, doubled up to half a minute. */
  pauses?: Pauses
}

/** One server process over one cluster, started again for as long as it ends unasked. */
export class Postgres {
  readonly #options: PostgresOptions
  readonly #lastWords: string[] = []
  /** When a line of the log was last passed on as a warning. */
  readonly #warnedMs = new Map<string, number>()
  #child: ChildProcess | undefined
  #stopping = false
  /** Starts in a row of servers that did not run for long. */
  #hastyStarts = 0

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
    this.#lastWords.length = 0
    const readyMs = performance.now()
    const ended = () => {
      if (performance.now() - readyMs >= STEADY_MS) this.#hastyStarts = 0
      this.#ended(child.signalCode ?? child.exitCode)
    }
    if (hasEnded(child)) ended()
    else child.once('exit', ended)
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
    const { folder, program, user, clusterName, fsync, connections = CONNECTIONS } = this.#options
    const settings = {
      ...SETTINGS,
      max_connections: connections,
      cluster_name: clusterName,
      fsync: fsync ? 'on' : 'off',
    }
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
    const isNews = /^(WARNING|ERROR|FATAL|PANIC):/.test(words) && this.#isNews(words)
    this.#options.log(isNews ? 'warn' : 'debug', words)
  }

  /** What is tried again and again fails with the same words each time. */
  #isNews(words: string): boolean {
    const nowMs = performance.now()
    const isNews = nowMs - (this.#warnedMs.get(words) ?? -SAME_LINE_MS) >= SAME_LINE_MS
    if (isNews && this.#warnedMs.size >= SAME_LINES) this.#warnedMs.clear()
    if (isNews) this.#warnedMs.set(words, nowMs)
    return isNews
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
    const words = `${outcome}: ${this.#lastWords.join('; ')}`
    const why = this.#isDiskFull ? `${DISK_FULL_WORDS} (${words})` : words
    const message = `Cannot start the database in "${this.#options.folder}": ${why}`
    return new DatabaseError('DATABASE_START', reasonOf(message))
  }

  get #isDiskFull(): boolean {
    return this.#lastWords.some(tellsOfFullDisk)
  }

  #ended(why: number | string | null): void {
    if (this.#stopping) return
    const { firstMs, longestMs } = this.#options.pauses ?? PAUSES
    const starts = this.#hastyStarts++
    const pauseMs = starts === 0 ? 0 : Math.min(firstMs * 2 ** (starts - 1), longestMs)
    const later = pauseMs === 0 ? '' : ` in ${pauseMs / 1000} s`
    const cause = this.#isDiskFull ? `: ${DISK_FULL_WORDS}` : ''
    const words = `The database server ended (${why}) and is started again${later}${cause}`
    this.#options.log('warn', words)
    void this.#startAgain(pauseMs)
  }

  async #startAgain(pauseMs: number): Promise<void> {
    const { folder, clusterName, log } = this.#options
    await this.#pause(pauseMs)
    try {
      if (!this.#stopping) await stopOrphan(folder, clusterName)
      if (!this.#stopping) await this.start()
    } catch (error) {
      log('warn', reasonOf(error))
      this.#ended('at its start')
    }
  }

  /** Waits, though no longer than until there is room again on a disk that was full. */
  async #pause(ms: number): Promise<void> {
    const isFull = () => isNextToNothing(freeBytes(this.#options.folder))
    const wasFull = isFull()
    for (let waitedMs = 0; waitedMs < ms && !this.#stopping; waitedMs += LOOK_MS) {
      await delay(Math.min(LOOK_MS, ms - waitedMs), undefined, { ref: false })
      if (wasFull && !isFull()) return
    }
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
