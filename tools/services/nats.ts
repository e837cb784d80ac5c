import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NATS } from './findProgram.ts'
import { type Service, startService } from './service.ts'

const NAME = 'nats.conf'

export interface NatsOptions {
  /** Further lines of its configuration. */
  settings?: string
}

/**
 * Starts a NATS server set up as Loam wants it: whoever does not read is cut off after a second,
 * before what waits for it can slow those who publish (a server holds publishers back once half of
 * `max_pending` waits for one client).
 */
export async function startNats(options: NatsOptions = {}): Promise<Service & { url: string }> {
  const service = await startService({
    program: NATS,
    args({ host, port, folder, outside }) {
      const lines = [
        `listen: "${host}:${port}"`,
        'max_payload: 1MB',
        'max_pending: 64MB',
        'write_deadline: "1s"',
        options.settings ?? '',
      ]
      writeFileSync(join(outside, NAME), `${lines.join('\n')}\n`)
      return ['-c', `${folder}/${NAME}`]
    },
    hello: '',
    greeting: 'INFO ',
  })
  return Object.assign(service, { url: `nats://127.0.0.1:${service.port}` })
}
