import { REDIS } from './findProgram.ts'
import { type Service, startService } from './service.ts'

/** Starts a Redis server that keeps nothing: what Loam has in it is told anew when it is empty. */
export async function startRedis(): Promise<Service & { url: string }> {
  const service = await startService({
    program: REDIS,
    args: ({ host, port, folder }) => [
      ...['--bind', host, '--port', String(port), '--dir', folder],
      ...['--save', '', '--appendonly', 'no', '--protected-mode', 'no'],
    ],
    hello: 'PING\r\n',
    greeting: '+PONG',
  })
  return Object.assign(service, { url: `redis://127.0.0.1:${service.port}` })
}
