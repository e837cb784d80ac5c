import { once } from 'node:events'
import t from 'tap'
import { testFolder, withTestDatabase } from '#migrations/testing.ts'
import { ask, CLIENT_PROTOCOL, type TellListener, TellReader } from '#protocol/client.ts'
import { natsServer, redisServer } from '#tools/services/testing.ts'
import { Child } from './child.ts'
import { eventually, freePort, PASSWORD, settingsFor } from './world.ts'

/*
 * A graphical client whose WebSocket process is killed goes on by another one.
 */

/** However busy the machine is. */
const RESUMED_MS = 15_000

const database = await withTestDatabase(t)
const [nats, redis] = await Promise.all([natsServer(t), redisServer(t)])
const settings = {
  ...settingsFor(testFolder(t)),
  DATABASE_URL: database.url,
  NATS_URL: nats.url,
  REDIS_URL: redis.url,
}

async function start(role: string, more: Record<string, string> = {}): Promise<Child> {
  const child = new Child({ ...settings, ...more }, ['--role', role])
  t.teardown(() => child.cut())
  await child.opens()
  return child
}

/** What a client has been told, by the names of items. */
interface Heard {
  resumeToken: string
  /** Names of items since the hello. */
  items: string[]
}

/** A graphical client that says hello. */
async function connect(port: string, kind: 'ticket' | 'resume', token: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, CLIENT_PROTOCOL)
  socket.binaryType = 'arraybuffer'
  const heard: Heard = { resumeToken: '', items: [] }
  const reader = new TellReader()
  const listener = new Proxy({} as TellListener, {
    get: (_, name) => (value: { resumeToken?: string }) => {
      heard.items.push(String(name))
      if (name === 'ready') heard.resumeToken = value.resumeToken ?? ''
    },
  })
  socket.addEventListener('message', ({ data }) => reader.read(new Uint8Array(data), listener))
  await once(socket, 'open')
  socket.send(ask.hello(kind, token))
  return { socket, heard }
}

const hasViews = ({ items }: Heard) => items.includes('ownView') && items.includes('roomView')

t.test('A graphical client resumes when its WebSocket process is killed', async (t) => {
  const ports = await Promise.all([freePort(), freePort()])
  const [, http, first] = await Promise.all([
    start('world'),
    start('http'),
    start('websocket', { LOAM_WEBSOCKET_PORT: ports[0]! }),
    start('websocket', { LOAM_WEBSOCKET_PORT: ports[1]! }),
  ])
  const { http: api } = await http.opens()
  const asked = async (what: string) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ name: 'ada', password: PASSWORD })
    const response = await fetch(`http://${api}/api/${what}`, { method: 'POST', headers, body })
    return (await response.json()) as { ticket: string }
  }
  await asked('accounts')
  const { ticket } = await asked('tickets')
  const before = await connect(ports[0]!, 'ticket', ticket)
  await eventually('the first views', async () => hasViews(before.heard), RESUMED_MS)

  const closed = once(before.socket, 'close')
  first.signal('SIGKILL')
  const beganMs = performance.now()
  await closed
  const after = await connect(ports[1]!, 'resume', before.heard.resumeToken)
  await eventually('the views again', async () => hasViews(after.heard), RESUMED_MS)
  t.comment(`${Math.round(performance.now() - beganMs)} ms from the kill to the views`)
  t.equal(after.heard.items[0], 'ready', 'without a ticket')
  t.not(after.heard.resumeToken, before.heard.resumeToken)

  after.socket.send(ask.line(1, 'inventory'))
  await eventually('an answer', async () => after.heard.items.includes('accepted'), RESUMED_MS)
  after.socket.close()
})
