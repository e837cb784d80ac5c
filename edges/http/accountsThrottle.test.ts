import t from 'tap'
import { Throttle } from './accountsThrottle.ts'

function throttle() {
  const clock = { nowMs: 0 }
  const options = { free: 3, firstWaitMs: 1000, longestWaitMs: 5000, forgetMs: 60_000, limit: 2 }
  return { clock, throttle: new Throttle({ ...options, nowMs: () => clock.nowMs }) }
}

function count(one: Throttle, key: string, times: number): void {
  for (let n = 0; n < times; n += 1) one.count(key)
}

t.test('free tries cost nothing, further ones ever more, up to a limit', async (t) => {
  const waits = [2, 3, 4, 5, 6, 60].map((times) => {
    const { throttle: fresh } = throttle()
    count(fresh, 'ada', times)
    return fresh.waitMs('ada')
  })
  t.strictSame(waits, [0, 1000, 2000, 4000, 5000, 5000])
})

t.test('waiting ends, and a long pause makes all good', async (t) => {
  const { clock, throttle: one } = throttle()
  count(one, 'ada', 3)
  clock.nowMs = 999
  t.equal(one.waitMs('ada'), 1)
  clock.nowMs = 1000
  t.equal(one.waitMs('ada'), 0)
  one.count('ada')
  t.equal(one.waitMs('ada'), 2000)
  clock.nowMs += 60_000
  one.count('ada')
  t.equal(one.waitMs('ada'), 0, 'that was the first try again')
})

t.test('tries may be taken back or forgotten', async (t) => {
  const { throttle: one } = throttle()
  count(one, 'ada', 3)
  one.uncount('ada')
  t.equal(one.waitMs('ada'), 0)
  count(one, 'ada', 5)
  one.forget('ada')
  one.uncount('ada')
  t.equal(one.waitMs('ada'), 0)
})

t.test('only so many keys are remembered, those tried last', async (t) => {
  const { throttle: one } = throttle()
  count(one, 'ada', 3)
  count(one, 'bob', 3)
  one.count('ada')
  count(one, 'eve', 3)
  t.strictSame(
    ['ada', 'bob', 'eve'].map((key) => one.waitMs(key)),
    [2000, 0, 1000],
  )
})
