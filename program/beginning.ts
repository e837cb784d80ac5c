import type { Clock } from '#edges/session/clock.ts'
import type { Threads } from '#engine/workers/threads.ts'
import type { EmbeddedServer } from '#migrations/embedded/server.ts'
import type { Ground } from './ground.ts'

/** Where a program listens, as host:port, an IPv6 address in brackets; absent: it does not. */
export interface Addresses {
  telnet?: string
  telnetTls?: string
  websocket?: string
  http: string
}

/** A program that runs. */
export interface Program {
  addresses: Addresses
  /** Where its database is, in words. */
  database: string
  /** Tells players, keeps everything, and ends all parts. Repeated calls wait for the first. */
  stop(): Promise<void>
}

export interface ProgramOptions {
  /** Those of the world: one may have been started ahead. */
  threads?: Threads
  /** The private database server of the data directory, if it was started ahead. */
  server?: Promise<EmbeddedServer>
  /** The time of sessions; by default the machine's. */
  clock?: Clock
  /** Ends a start that waits for others. */
  signal?: AbortSignal
}

/** What every start begins with. */
export type Beginning = Pick<Ground, 'config' | 'log' | 'parts' | 'health' | 'metrics'> &
  Pick<ProgramOptions, 'clock' | 'server'> & { threads: Threads; signal: AbortSignal }
