import type { Logger } from 'pino'
import type { Clock } from '#edges/session/clock.ts'
import type { Metrics } from '#engine/metrics.ts'
import type { Database } from '#migrations/connect.ts'
import type { Hub } from '#protocol/bus.ts'
import type { LoadedWorld } from './areas.ts'
import type { Config } from './config.ts'
import type { Health } from './health.ts'
import type { Parts } from './parts.ts'
import type { TlsMaterial } from './tls.ts'

/** What the roles of a process stand on. */
export interface Ground extends LoadedWorld {
  config: Config
  log: Logger
  /** What has been started; a role adds its own parts. */
  parts: Parts
  health: Health
  metrics: Metrics
  bus: Hub
  database: Database
  tls: TlsMaterial | undefined
  /** The time of sessions; by default the machine's. */
  clock?: Clock
}
