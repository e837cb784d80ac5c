import t from 'tap'
import { redisServer } from '#tools/services/testing.ts'
import { connectPresence } from './connect.ts'
import { MemoryPresence } from './memoryPresence.ts'
import type { OnlineCharacter, Presence } from './presence.ts'
import { RedisPresence } from './redisPresence.ts'
import type { TriesRule } from './tries.ts'

/* What presence promises, whoever answers: this process alone, or a real Redis for two. */

const redis = await redisServer(t)
let worlds = 0

type Tap = { teardown(end: () => unknown): unknown }
type Join = (t: Tap) => Promise<{ here: Presence; there: Presence }>

const ADA: OnlineCharacter = { uid: 1, name: 'Ada', edge: 'telnet-1', since: 100 }
const BEA: OnlineCharacter = { uid: 2, name: 'Bea', edge: 'web-1', since: 200 }
const RULE: TriesRule = { free: 2, firstWaitMs: 60_000, longestWaitMs: 90_000, forgetMs: 100_000 }

async function alone() {
  const presence = await connectPresence({ world: 'alone' })
  return { here: presence, there: presence }
}

async function overRedis(t: Tap) {
  const world = `w${++worlds}`
  const [here, there] = [1, 2].map(() => {
    const presence = new RedisPresence({ url: redis.url, world, lifeMs: 1000, onTrouble: () => {} })
    t.teardown(() => presence.stop())
    return presence
  })
  await Promise.all([here!, there!].map(isAsked))
  return { here: here!, there: there! }
}

/** Resolves once Redis answers for it. */
async function isAsked(presence: Presence): Promise<void> {
  for (;;) {
    const { answeredAlone } = presence.counters
    await presence.recall('nothing')
    if (presence.counters.answeredAlone === answeredAlone) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const names = (presence: Presence) => presence.online().map(({ name }) => name)

function promises(way: string, join: Join): void {
  t.test(`${way}: who plays is known at all edges until they leave`, async (t) => {
    const { here, there } = await join(t)
    const beaLeaves = there.arrive(BEA)
    const adaLeaves = here.arrive(ADA)
    t.same(names(here)[0], 'Ada', 'at once where it happens')
    for (const presence of [here, there]) await until(() => names(presence).length === 2)
    t.same(here.online(), [ADA, BEA], 'with all that is known of them, by name')
    t.same(there.online(), [ADA, BEA])
    adaLeaves()
    adaLeaves()
    for (const presence of [here, there]) await until(() => names(presence).length === 1)
    t.same(there.online(), [BEA])
    beaLeaves()
    for (const presence of [here, there]) await until(() => names(presence).length === 0)
  })

  t.test(`${way}: who looks again finds whoever has just come`, async (t) => {
    const { here, there } = await join(t)
    const adaLeaves = here.arrive(ADA)
    await isAsked(here)
    await Promise.all([there.lookAgain(), there.lookAgain()])
    t.same(there.online(), [ADA])
    adaLeaves()
  })

  t.test(`${way}: a session that is taken over leaves its character to the other`, async (t) => {
    const { here, there } = await join(t)
    const firstLeaves = here.arrive(ADA)
    const second = { ...ADA, edge: 'web-1', since: 150 }
    const secondLeaves = there.arrive(second)
    for (const presence of [here, there]) {
      await until(() => presence.online()[0]?.edge === 'web-1')
      t.same(presence.online(), [second], 'once, where they came last')
    }
    firstLeaves()
    const again = here.arrive(BEA)
    await until(() => names(there).includes('Bea'))
    t.same(there.online(), [second, BEA])
    secondLeaves()
    again()
    for (const presence of [here, there]) await until(() => names(presence).length === 0)
  })

  t.test(`${way}: several sessions of one edge may play one character in turn`, async (t) => {
    const { here, there } = await join(t)
    const firstLeaves = here.arrive(ADA)
    const secondLeaves = here.arrive({ ...ADA, since: 300 })
    firstLeaves()
    here.arrive(BEA)
    await until(() => names(there).length === 2)
    t.equal(there.online()[0]!.since, 300)
    secondLeaves()
    await until(() => names(there).length === 1)
  })
}

function promisesOfStanding(way: string, join: Join): void {
  t.test(`${way}: how those stand who play is known at all edges`, async (t) => {
    const { here, there } = await join(t)
    const standing = { level: 7, title: 'the Lost', away: '' }
    here.describe(ADA.uid, standing)
    const adaLeaves = here.arrive(ADA)
    t.same(here.online(), [ADA], 'nobody had come yet of whom that was said')
    here.describe(ADA.uid, { ...standing, level: 6 })
    here.describe(ADA.uid, standing)
    t.same(here.online(), [{ ...ADA, standing }])
    await until(() => there.online()[0]?.standing?.level === 7)
    t.same(there.online(), [{ ...ADA, standing }])
    here.describe(ADA.uid, { ...standing, away: 'tea' })
    await until(() => there.online()[0]?.standing?.away === 'tea')
    adaLeaves()
    await until(() => names(there).length === 0)
  })
}

function promisesOfLimits(way: string, join: Join): void {
  t.test(`${way}: so many may be taken at once, by all edges together`, async (t) => {
    const { here, there } = await join(t)
    const waits: number[] = []
    for (const presence of [here, there, here, there]) {
      waits.push(await presence.take('command 1', 3, 600_000))
    }
    t.same(waits.slice(0, 3), [0, 0, 0])
    t.ok(waits[3]! > 150_000 && waits[3]! <= 200_000, `one comes back in a third: ${waits[3]}`)
    t.equal(await here.take('command 2', 3, 600_000), 0, 'each key counts for itself')
    let waitMs = 0
    while (waitMs === 0) waitMs = await here.take('fast', 2, 40)
    await until(() => waitMs-- <= 0)
    while ((await there.take('fast', 2, 40)) > 0) await new Promise(setImmediate)
    t.pass('what was taken comes back')
  })

  t.test(`${way}: tries get slower, at all edges`, async (t) => {
    const { here, there } = await join(t)
    const tries = async (presence: Presence, step: Parameters<Presence['tries']>[2]) =>
      Math.ceil((await presence.tries('ada', RULE, step)) / 10_000)
    t.equal(await tries(here, 'try'), 0)
    t.equal(await tries(there, 'try'), 0)
    t.equal(await tries(here, 'ask'), 6)
    t.equal(await tries(there, 'try'), 6)
    t.equal(await tries(there, 'count'), 6, 'what had to wait was not counted')
    t.equal(await tries(here, 'ask'), 9, 'but no longer than the longest')
    await tries(here, 'uncount')
    t.equal(await tries(there, 'ask'), 6)
    await tries(there, 'uncount')
    t.equal(await tries(here, 'ask'), 0)
    await tries(here, 'count')
    await tries(there, 'forget')
    await tries(here, 'uncount')
    t.equal(await tries(here, 'try'), 0)
    t.equal(await tries(here, 'ask'), 0, 'one of two free tries')
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? here : there).tries('bob', RULE, 'try')),
    )
    t.equal(all.filter((waitMs) => waitMs === 0).length, 2, 'many at once are no way around')
  })

  t.test(`${way}: texts are remembered for a while`, async (t) => {
    const { here, there } = await join(t)
    t.equal(await there.recall('a'), undefined)
    await here.remember('a', 'größer', 60_000)
    await here.remember('b', 'short', 20)
    t.equal(await there.recall('a'), 'größer')
    while ((await there.recall('b')) !== undefined) await new Promise(setImmediate)
    await here.remember('a', 'other', 60_000)
    t.equal(await there.recall('a'), 'other')
  })
}

for (const [way, join] of Object.entries({ alone, redis: overRedis })) {
  promises(way, join)
  promisesOfStanding(way, join)
  promisesOfLimits(way, join)
}

t.test('worlds that share a server know nothing of each other', async (t) => {
  const [one, other] = await Promise.all([overRedis(t), overRedis(t)])
  one.here.arrive(ADA)
  await one.here.remember('a', 'text', 60_000)
  await until(() => names(one.there).length === 1)
  t.same(names(other.here), [])
  t.equal(await other.here.recall('a'), undefined)
})

t.test('alone, only so much is remembered, and what was used longest ago goes', async (t) => {
  let nowMs = 0
  const presence = new MemoryPresence(() => nowMs)
  for (let n = 0; n < 10_001; n++) await presence.remember(`key ${n}`, 'x', 1000)
  t.equal(await presence.recall('key 0'), undefined)
  t.equal(await presence.recall('key 1'), 'x')
  nowMs = 1000
  t.equal(await presence.recall('key 1'), undefined)
})
