import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/** The largest body that is read. */
const BODY_BYTES_MAX = 65_536

export interface HttpOptions {
  host: string
  /** 0 chooses a free one. */
  port: number
  /** Rejects, saying why, while a part that answers depend on is away. */
  ready(): Promise<void>
  /** Everything measured, as Prometheus reads it. */
  metrics(): Promise<string>
}

export interface HttpServer {
  port: number
  stop(): Promise<void>
}

/**
 * Serves `/healthz` (the program runs), `/readyz` (it can take players) and `/metrics`.
 *
 * @throws the system's error, such as EADDRINUSE, if the port cannot be had
 */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX }))
  app.get('/healthz', (c) => c.text('ok\n'))
  app.get('/readyz', async (c) => {
    try {
      await options.ready()
      return c.text('ready\n')
    } catch (error) {
      return c.text(`not ready: ${error instanceof Error ? error.message : error}\n`, 503)
    }
  })
  app.get('/metrics', async (c) => c.text(await options.metrics()))
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
