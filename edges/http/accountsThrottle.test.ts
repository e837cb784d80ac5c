import t from 'tap'
import { MemoryPresence } from '#edges/presence/memoryPresence.ts'
import { Throttle } from './accountsThrottle.ts'

const RULE = { free: 3, firstWaitMs: 1000, longestWaitMs: 5000, forgetMs: 60_000 }

function throttle() {
  const clock = { nowMs: 0 }
  const presence = new MemoryPresence(() => clock.nowMs)
  const throttle = new Throttle(presence, 'name', RULE)
  return { clock, presence, throttle }
}

async function count(one: Throttle, key: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await one.count(key)
}

t.test('free tries cost nothing, further ones ever more, up to a limit', async (t) => {
  const waits = [2, 3, 4, 5, 6, 60].map(async (times) => {
    const { throttle: fresh } = throttle()
    await count(fresh, 'ada', times)
    return fresh.waitMs('ada')
  })
  t.strictSame(await Promise.all(waits), [0, 1000, 2000, 4000, 5000, 5000])
})

t.test('waiting ends, and a long pause makes all good', async (t) => {
  const { clock, throttle: one } = throttle()
  await count(one, 'ada', 3)
  clock.nowMs = 999
  t.equal(await one.waitMs('ada'), 1)
  t.equal(await one.attempt('ada'), 1)
  clock.nowMs = 1000
  t.equal(await one.waitMs('ada'), 0)
  t.equal(await one.attempt('ada'), 0)
  t.equal(await one.waitMs('ada'), 2000, 'the last was counted')
  clock.nowMs += 60_000
  await one.count('ada')
  t.equal(await one.waitMs('ada'), 0, 'that was the first try again')
})

t.test('tries may be taken back or forgotten', async (t) => {
  const { throttle: one } = throttle()
  await count(one, 'ada', 3)
  await one.uncount('ada')
  t.equal(await one.waitMs('ada'), 0)
  await count(one, 'ada', 5)
  await one.forget('ada')
  await one.uncount('ada')
  t.equal(await one.waitMs('ada'), 0)
})

t.test('keys of two kinds have nothing to do with each other', async (t) => {
  const { presence, throttle: names } = throttle()
  const addresses = new Throttle(presence, 'address', RULE)
  await count(names, 'ada', 3)
  t.equal(await addresses.waitMs('ada'), 0)
})
