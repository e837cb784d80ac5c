import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type ApiOptions, apiRoutes } from './api.ts'

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
  /** Absent: this process answers no clients. */
  api?: ApiOptions
}

export interface HttpServer {
  port: number
  stop(): Promise<void>
}

/**
 * Serves `/livez` and `/healthz` (the program runs), `/readyz` (it can take players), `/metrics`,
 * and `/api` for clients.
 *
 * @throws the system's error, such as EADDRINUSE, if the port cannot be had
 */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  const words = `A body has ${BODY_BYTES_MAX.toLocaleString('en')} bytes at most.`
  const onError = (c: Context) => c.json({ error: 'too-long', words }, 413)
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX, onError }))
  for (const path of ['/livez', '/healthz']) app.get(path, (c) => c.text('ok\n'))
  app.get('/readyz', async (c) => {
    try {
      await options.ready()
      return c.text('ready\n')
    } catch (error) {
      return c.text(`not ready: ${error instanceof Error ? error.message : error}\n`, 503)
    }
  })
  app.get('/metrics', async (c) => c.text(await options.metrics()))
  if (options.api) app.route('/api', apiRoutes(options.api))
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
