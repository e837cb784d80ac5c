import { type NatsOptions, startNats } from './nats.ts'
import { startRedis } from './redis.ts'
import type { Service } from './service.ts'

/** What these helpers use of a tap test. */
interface Test {
  teardown(action: () => unknown): void
}

/** A NATS server of a test's own, which goes when the test does. */
export function natsServer(t: Test, options: NatsOptions = {}): Promise<Service & { url: string }> {
  return untilTeardown(t, startNats(options))
}

/** A Redis server of a test's own, which goes when the test does. */
export function redisServer(t: Test): Promise<Service & { url: string }> {
  return untilTeardown(t, startRedis())
}

async function untilTeardown<S extends Service>(t: Test, starting: Promise<S>): Promise<S> {
  const service = await starting
  t.teardown(() => service.stop())
  return service
}
