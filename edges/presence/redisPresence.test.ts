import { spawn } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { redisServer } from '#tools/services/testing.ts'
import { connectPresence } from './connect.ts'
import type { Presence } from './presence.ts'
import { RedisPresence } from './redisPresence.ts'

const ADA = { uid: 1, name: 'Ada', edge: 'telnet-1', since: 100 }
const BEA = { uid: 2, name: 'Bea', edge: 'web-1', since: 200 }

type Tap = { teardown(end: () => unknown): unknown }

function joined(t: Tap, url: string, lifeMs = 1000) {
  const troubles: string[] = []
  const onTrouble = (words: string) => troubles.push(words)
  const presence = new RedisPresence({ url, world: 'w', lifeMs, onTrouble })
  t.teardown(() => presence.stop())
  return { presence, troubles }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const count = (presence: Presence) => presence.online().length

/** Two who see each other. */
async function two(t: Tap, url: string, lifeMs?: number) {
  const [here, there] = [joined(t, url, lifeMs), joined(t, url, lifeMs)]
  here.presence.arrive(ADA)
  there.presence.arrive(BEA)
  await until(() => count(here.presence) === 2 && count(there.presence) === 2)
  return { here, there }
}

t.test('a Redis that has forgotten all is told again', async (t) => {
  const redis = await redisServer(t)
  const { here, there } = await two(t, redis.url)
  await redis.restart()
  await until(() => here.presence.counters.losses > 0 && there.presence.counters.losses > 0)
  const { presence: newcomer } = joined(t, redis.url)
  await until(() => count(newcomer) === 2)
  t.equal(await newcomer.take('a', 1, 60_000), 0)
  t.ok((await here.presence.take('a', 1, 60_000)) > 0, 'scripts are sent again, too')
})

t.test('while Redis is away each answers by itself, and they find together again', async (t) => {
  const redis = await redisServer(t)
  const { here, there } = await two(t, redis.url)
  await redis.kill()
  await until(() => here.presence.counters.losses > 0)
  t.equal(await here.presence.take('a', 1, 60_000), 0)
  t.equal(await there.presence.take('a', 1, 60_000), 0, 'each counts for itself')
  t.ok((await here.presence.take('a', 1, 60_000)) > 0, 'but it counts')
  await here.presence.remember('a', 'text', 60_000)
  t.equal(await here.presence.recall('a'), 'text')
  await until(() => count(here.presence) === 1)
  t.same(here.presence.online(), [ADA], 'others are forgotten, one’s own are not')
  const leave = here.presence.arrive({ ...ADA, uid: 3, name: 'Cem' })
  await redis.restart()
  await until(() => count(there.presence) === 3)
  leave()
  await until(() => count(there.presence) === 2)
  t.equal(new Set(here.troubles).size, here.troubles.length, 'trouble is told once')
  t.match(here.troubles[0], /^Redis cannot be reached: /)
})

t.test('a frozen Redis keeps nobody waiting, and holds no memory', async (t) => {
  const redis = await redisServer(t)
  const { here, there } = await two(t, redis.url)
  redis.pause()
  const waits = Array.from({ length: 5000 }, () => here.presence.take('a', 1, 60_000))
  const answers = await Promise.all(waits)
  t.equal(answers.filter((waitMs) => waitMs === 0).length, 1, 'the local count holds')
  const { answeredAlone } = here.presence.counters
  for (let n = 0; n < 1000; n++) await here.presence.recall('a')
  t.equal(here.presence.counters.answeredAlone, answeredAlone + 1000, 'it is not asked again')
  redis.resume()
  await until(() => count(here.presence) === 2 && count(there.presence) === 2)
  t.pass('and all is as before')
})

t.test('who played at an edge that was killed is gone soon', async (t) => {
  const redis = await redisServer(t)
  const { presence } = joined(t, redis.url, 1200)
  const file = join(import.meta.dirname, 'presencePeer.fixture.ts')
  const peer = spawn(process.execPath, [file, redis.url, 'w'], { stdio: 'inherit' })
  t.teardown(() => peer.kill('SIGKILL'))
  await until(() => count(presence) === 1)
  peer.kill('SIGKILL')
  await until(() => count(presence) === 0)
  t.pass('nobody had to say so')
})

t.test('a Redis that was never there is no hindrance, nor is its return', async (t) => {
  const redis = await redisServer(t)
  await redis.kill()
  const presence = await connectPresence({ url: redis.url, world: 'w' })
  t.equal(await presence.take('a', 1, 60_000), 0)
  presence.arrive(ADA)
  t.same(presence.online(), [ADA])
  await redis.restart()
  const { presence: other } = joined(t, redis.url)
  await until(() => count(other) === 1)
  await presence.stop()
  await until(() => count(other) === 0)
  t.equal(await presence.take('b', 1, 60_000), 0, 'who has left counts for itself')
})

t.test('what others have written there harms nobody', async (t) => {
  const redis = await redisServer(t)
  const { createClient } = await import('redis')
  const client = createClient({ url: redis.url })
  await client.connect()
  t.teardown(() => client.destroy())
  const { presence, troubles } = joined(t, redis.url)
  await client.sAdd('loam:w:processes', ['odd', 'text'])
  await client.hSet('loam:w:online:odd', { version: '1', 1: '{', 2: '{"uid":"x"}', 3: 'null' })
  await client.set('loam:w:tries:a', 'not a hash')
  const rule = { free: 1, firstWaitMs: 1000, longestWaitMs: 1000, forgetMs: 1000 }
  presence.arrive(ADA)
  const other = joined(t, redis.url)
  await until(() => count(other.presence) === 1)
  t.same(presence.online(), [ADA])
  t.equal(await presence.tries('a', rule, 'try'), 0)
  t.match(troubles, [/WRONGTYPE/])
})
