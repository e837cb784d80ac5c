import { startHttp } from '#edges/http/server.ts'
import type { Desk } from '#program/desk.ts'
import type { Ground } from '#program/ground.ts'
import { hostAndPort } from '#program/hostAndPort.ts'
import { openPorts } from '#program/startError.ts'

/**
 * Opens this process's http port: health and metrics, whatever its roles are, and for the role
 * `http` what clients ask for.
 *
 * @param desk  for the role `http`: what clients are answered from, which may not be there yet
 * @returns where it listens, as host:port
 */
export async function openHttp(
  ground: Pick<Ground, 'config' | 'health' | 'metrics' | 'parts' | 'log'>,
  desk?: () => Desk,
): Promise<string> {
  const { config, health, metrics, parts } = ground
  const where = { what: 'http', port: config.httpPort, setting: 'LOAM_HTTP_PORT' }
  const http = await openPorts(config.host, [where], () =>
    startHttp({
      host: config.host,
      port: config.httpPort,
      ready: () => health.ready(),
      metrics: () => metrics.text(),
      ...(desk ? { api: apiOf(ground, desk) } : {}),
    }),
  )
  parts.add('http', () => http.stop())
  return hostAndPort(config.host, http.port)
}

/** Until there is a desk, whoever asks is told to try again. */
function apiOf({ config, log }: Pick<Ground, 'config' | 'log'>, desk: () => Desk) {
  return {
    get accounts() {
      return desk().accounts
    },
    get passes() {
      return desk().passes
    },
    trusted: new Set(config.trustedAddresses),
    origins: config.origins,
    onError: (words: string) => log.error(words),
  }
}
