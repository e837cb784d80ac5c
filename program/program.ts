import type { Logger } from 'pino'
import { Metrics } from '#engine/metrics.ts'
import { Threads } from '#engine/workers/threads.ts'
import { startAlone } from './alone.ts'
import type { Program, ProgramOptions } from './beginning.ts'
import type { Config } from './config.ts'
import { Health } from './health.ts'
import { Parts } from './parts.ts'

/**
 * Starts what this process is to do: all of Loam, or some roles of it.
 *
 * @throws an error with a `code` and one plain sentence if the operator can help it; what had been
 *   started is stopped then
 */
export async function startProgram(
  config: Config,
  log: Logger,
  options: ProgramOptions = {},
): Promise<Program> {
  const { threads = new Threads(), signal = new AbortController().signal, ...others } = options
  const parts = new Parts(log)
  parts.add('threads', () => threads.stop())
  const health = new Health()
  const metrics = new Metrics()
  const beginning = { config, log, parts, health, metrics, threads, signal, ...others }
  try {
    const { addresses, database } = await (config.cluster
      ? // What joins processes is of no use to a world that is one.
        (await import('./clustered.ts')).startRoles(beginning, config.cluster)
      : startAlone(beginning))
    health.started()
    return {
      addresses,
      database,
      stop: () => {
        health.waits('it stops')
        return parts.stopAll()
      },
    }
  } catch (error) {
    await parts.stopAll()
    throw error
  }
}
