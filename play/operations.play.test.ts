import t from 'tap'
import { connectDatabase } from '#migrations/connect.ts'
import { testDataDir } from '#migrations/testing.ts'
import { eventually, metric, openWorld } from './world.ts'

/** A server of its own, as `DATABASE_URL` names one, which can go away and come back. */
const dataDir = await testDataDir(t)
const startServer = () => connectDatabase({ dataDir, migrate: false, fsync: false })
let server = await startServer()
const world = await openWorld(t, { DATABASE_URL: server.url })
t.teardown(() => server.stop())
const { http } = world.program.addresses

t.test('A program on a database server that was named is healthy and ready', async (t) => {
  t.same(await world.get('/healthz'), { status: 200, body: 'ok\n' })
  t.same(await world.get('/readyz'), { status: 200, body: 'ready\n' })
  t.equal((await world.get('/nowhere')).status, 404)
})

t.test('A character on that server keeps what it carries', async (t) => {
  const ada = await world.newPlayer('ada')
  await ada.ask('get lantern')
  ada.send('quit')
  await ada.closes()

  const again = await world.player('ada')
  t.match(await again.ask('inventory'), [/^You carry one thing/, '  a brass lantern'])
  again.end()
})

t.test('Metrics tell of ticks, turns, lag, sessions, frames and queues', async (t) => {
  const bea = await world.newPlayer('bea')
  await bea.ask('look')

  await eventually('a report of the zone', async () => {
    const lines = await metric(http, 'loam_zone_intents_total')
    return lines > 0 && (await metric(http, 'loam_zone_sessions')) > 0
  })
  const { body } = await world.get('/metrics')
  const names = [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type])
  t.match(Object.fromEntries(names), {
    loam_tick_seconds: 'histogram',
    loam_turn_seconds: 'histogram',
    loam_tick_lag_seconds: 'histogram',
    loam_sessions: 'gauge',
    loam_players: 'gauge',
    loam_telnet_connections: 'gauge',
    loam_zone_frames_total: 'counter',
    loam_zone_ticks_overrun_total: 'counter',
    loam_zone_inbox_depth_max: 'gauge',
    loam_edge_lines_total: 'counter',
    loam_journal_waiting: 'gauge',
    loam_zone_holds_breath: 'gauge',
    process_resident_memory_bytes: 'gauge',
  })
  t.equal(await metric(http, 'loam_players'), 1)
  bea.send('quit')
  await bea.closes()
})

t.test('While the database is away, players play on and nobody is sent here', async (t) => {
  const cal = await world.newPlayer('cal')
  await server.stop()

  await eventually('a database that is missed', async () => {
    return (await world.get('/readyz')).status === 503
  })
  t.match((await world.get('/readyz')).body, /^not ready: [^\n]+\n$/)
  t.equal((await world.get('/healthz')).status, 200)
  t.match(await cal.ask('north'), ['You go north.'], 'what does not last goes on')
  t.match(await cal.ask('south'), ['You go south.'])
  await eventually('the world to hold its breath', async () => {
    return (await metric(http, 'loam_zone_holds_breath')) === 1
  })
  t.match(await cal.ask('get key'), [/^The world is holding its breath/])
  t.match(await cal.ask('say Hello?'), ['You ask, "Hello?"'])
  const stranger = await world.connect()
  await stranger.sees('By what name')
  stranger.send('connect ada lantern-light')
  await stranger.sees('cannot be reached just now')

  server = await startServer()
  await eventually('a database that is back', async () => {
    return (await world.get('/readyz')).status === 200
  })
  await eventually('the world to breathe', async () => {
    return (await metric(http, 'loam_zone_holds_breath')) === 0
  })
  t.same(await cal.ask('get key'), ['You take the iron key.'])
  cal.send('quit')
  await cal.closes()
  const again = await world.player('cal')
  t.match(await again.ask('inventory'), [/^You carry one thing/, '  an iron key'])
})
