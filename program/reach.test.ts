import { pino } from 'pino'
import t from 'tap'
import { Health } from './health.ts'
import { type Reaching, untilReached } from './reach.ts'

function reaching(more: Partial<Reaching> = {}) {
  const said: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => said.push(JSON.parse(line).msg) })
  const health = new Health()
  const stopping = new AbortController()
  const isAway = (error: unknown) => (error as Error).message !== 'no such thing'
  return { said, health, stopping, how: { log, health, signal: stopping.signal, isAway, ...more } }
}

t.test('what is away is tried again until it is there, and the operator knows', async (t) => {
  const { said, health, how } = reaching()
  let tries = 0
  const reached = await untilReached(
    'NATS',
    async () => {
      if (++tries < 3) throw new Error('refused')
      await t.rejects(health.ready(), { message: 'waits for NATS: refused' })
      return 'there'
    },
    how,
  )
  t.same([reached, tries, said], ['there', 3, ['waits for NATS: refused']])
})

t.test('what cannot be mended by waiting is thrown', async (t) => {
  const { how } = reaching()
  const reach = async () => {
    throw new Error('no such thing')
  }
  await t.rejects(untilReached('NATS', reach, how), { message: 'no such thing' })
})

t.test('a process that is to stop waits no longer', async (t) => {
  const { stopping, how } = reaching()
  const reach = async () => {
    stopping.abort(new Error('stop'))
    throw new Error('refused')
  }
  await t.rejects(untilReached('NATS', reach, how))
  await t.rejects(untilReached('NATS', reach, how), { message: 'stop' })
})
