import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { reasonOf } from '#migrations/errors.ts'
import type { Health } from './health.ts'

const RETRY_FIRST_MS = 250
const RETRY_LAST_MS = 4_000
/** What lasts is said again so often. */
const SAY_EVERY_MS = 30_000

export interface Reaching {
  log: Logger
  health: Health
  /** Ends the waiting: the process is asked to stop. */
  signal: AbortSignal
  /** Whether an error says that there is nobody to be reached at present. */
  isAway(error: unknown): boolean
}

/**
 * Reaches another part of the cluster, trying again for as long as it is away: the parts of a
 * cluster may be started in any order.
 *
 * @param what  after "waits for"
 * @throws what is no matter of waiting, or the signal's reason
 */
export async function untilReached<T>(
  what: string,
  reach: () => Promise<T>,
  { log, health, signal, isAway }: Reaching,
): Promise<T> {
  let saidMs = Number.NEGATIVE_INFINITY
  for (let retryMs = RETRY_FIRST_MS; ; retryMs = Math.min(retryMs * 2, RETRY_LAST_MS)) {
    signal.throwIfAborted()
    try {
      return await reach()
    } catch (error) {
      if (!isAway(error)) throw error
      const words = `waits for ${what}: ${reasonOf(error)}`
      health.waits(words)
      if (performance.now() - saidMs >= SAY_EVERY_MS) {
        log.warn(words)
        saidMs = performance.now()
      }
    }
    // Spread, as many processes may wait for one server.
    await delay(retryMs * (0.5 + Math.random() / 2), undefined, { signal })
  }
}
