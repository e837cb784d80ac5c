import t from 'tap'
import { testFolder, withTestDatabase } from '#migrations/testing.ts'
import { natsServer, redisServer } from '#tools/services/testing.ts'
import { Child } from './child.ts'
import { Client } from './client.ts'
import { twoZones, ZONES } from './twoZones.ts'
import { enter, eventually, freePort, PASSWORD, settingsFor } from './world.ts'

/*
 * A world of many processes on a real nats-server, Redis and PostgreSQL: a telnet edge, under which
 * world processes come and go.
 */

/** Of a process, on a busy machine. */
const START_MS = 30_000
/** Of a player whose world process was killed; its lease is five seconds of them. */
const KILLED_MS = 10_000
/** Of a player whose world process was asked to end. */
const DRAINED_MS = 3_000

const database = await withTestDatabase(t)
const [nats, redis] = await Promise.all([natsServer(t), redisServer(t)])
const settings = {
  ...settingsFor(testFolder(t)),
  LOAM_AREAS: twoZones(testFolder(t)),
  LOAM_LOG_LEVEL: 'info',
  DATABASE_URL: database.url,
  NATS_URL: nats.url,
  REDIS_URL: redis.url,
}

class Process {
  readonly child: Child
  readonly at: Promise<{ telnet: string; http: string }>

  constructor(role: string, more: Record<string, string> = {}) {
    this.child = new Child({ ...settings, ...more }, ['--role', role])
    this.at = this.child.opens()
    this.at.catch(() => {})
    t.teardown(() => this.child.cut())
  }

  /** The zones that run here: those whose ticks go on. */
  async zones(): Promise<string[]> {
    const { http } = await this.at
    const body = await (await fetch(`http://${http}/metrics`)).text()
    return ZONES.filter((zone) => body.includes(`loam_zone_sessions{zone="${zone}"}`))
  }
}

/** How long it took until what `client` said was answered, in milliseconds. */
async function says(client: Client, words: string): Promise<number> {
  const began = performance.now()
  client.send(`say ${words}`)
  const answered = () => client.sees(`You say, "${words}"`)
  // A process that was killed is missed for longer than a client is patient.
  await answered().catch(answered)
  return performance.now() - began
}

const runs = (zone: string, process: Process) =>
  eventually(`"${zone}"`, async () => (await process.zones()).includes(zone), KILLED_MS)

const httpPort = await freePort()
await nats.kill()
const telnet = new Process('telnet', { LOAM_HTTP_PORT: httpPort })
let one = new Process('world')
let two = new Process('world')
let ada: Client

t.test('A process waits for its servers, and says so', async (t) => {
  const ready = () => fetch(`http://127.0.0.1:${httpPort}/readyz`).catch(() => undefined)
  const words = async () => (await ready())?.text()
  const waits = 'not ready: waits for NATS\n'
  await eventually('it to wait', async () => (await words()) === waits, START_MS)
  t.equal((await ready())?.status, 503)
  await nats.restart()
  await telnet.at
  t.equal((await ready())?.status, 200)
})

t.test('Two world processes share the zones, and an edge enters them', async (t) => {
  await Promise.all([telnet.at, one.at, two.at])
  const shares = async () => Promise.all([one.zones(), two.zones()])
  await eventually(
    'each to have a zone',
    async () => (await shares()).every((zones) => zones.length === 1),
    KILLED_MS,
  )
  t.same((await shares()).flat().sort(), ZONES)
  ada = await enter(await Client.connect((await telnet.at).telnet), `create ada ${PASSWORD}`)
  await ada.ask('get lantern')
  if ((await two.zones()).includes('cottage')) [one, two] = [two, one]
})

t.test('A world process is killed under its players, who play on', async (t) => {
  one.child.signal('SIGKILL')
  const tookMs = await says(ada, 'is anybody there')
  t.comment(`${Math.round(tookMs)} ms from the kill to the answer`)
  t.ok(tookMs < KILLED_MS)
  t.match(await ada.ask('inventory'), [/^You carry one thing/, '  a brass lantern'])
  for (const zone of ZONES) await runs(zone, two)
})

t.test('A world process is asked to end, and its players play on in another', async (t) => {
  const three = new Process('world')
  await three.at
  two.child.signal('SIGTERM')
  const tookMs = await says(ada, 'hello again')
  t.comment(`${Math.round(tookMs)} ms from SIGTERM to the answer`)
  t.ok(tookMs < DRAINED_MS)
  t.equal((await two.child.ends()).code, 0)
  t.match(await ada.ask('inventory'), [/^You carry one thing/, '  a brass lantern'])
  for (const zone of ZONES) await runs(zone, three)
  one = three
  two = new Process('world')
  await two.at
})

t.test('A world process that was frozen learns that its zones are others’ now', async (t) => {
  const had = await one.zones()
  one.child.signal('SIGSTOP')
  for (const zone of had) await runs(zone, two)
  one.child.signal('SIGCONT')
  await eventually('its zones to end', async () => (await one.zones()).length === 0, KILLED_MS)
  t.match(one.child.errors, /another process runs a zone of this one: it ends here/)
  await says(ada, 'and again')
  t.match(await ada.ask('inventory'), [/^You carry one thing/, '  a brass lantern'])
  t.equal(ada.isClosed, false, 'all the time')
  ada.end()
})
