import fc from 'fast-check'
import t from 'tap'
import { CATCH_UP_TICKS_MAX, TickClock } from './tickClock.ts'

t.test('ticks are due at their times, however late each is taken', async (t) => {
  const clock = new TickClock(100, 1_000)
  t.equal(clock.take(1_099), 0)
  t.equal(clock.take(1_100), 1)
  t.equal(clock.dueMs, 1_200)
  t.equal(clock.lagMs(1_230), 30)
  t.equal(clock.take(1_230), 1)
  t.equal(clock.dueMs, 1_300, 'lateness does not add up')
})

t.test('missed ticks are made up for at once, ten at most', async (t) => {
  const clock = new TickClock(100, 0)
  t.equal(clock.take(350), 3)
  t.equal(clock.dueMs, 400)
  t.equal(clock.take(1_399), 10)
  t.same([clock.dueMs, clock.skipped], [1_400, 0])
})

t.test('beyond ten the clock starts anew from now, and counts what it let go', async (t) => {
  const clock = new TickClock(100, 0)
  t.equal(clock.take(3_600_050), CATCH_UP_TICKS_MAX)
  t.equal(clock.skipped, 36_000 - CATCH_UP_TICKS_MAX)
  t.equal(clock.dueMs, 3_600_150)
  t.equal(clock.take(3_600_100), 0)
})

t.test('each tick is run once or counted as skipped', async (t) => {
  const pauses = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 30 })
  const adds = (waits: number[]) => {
    const clock = new TickClock(100, 0)
    let nowMs = 0
    let run = 0
    for (const wait of waits) {
      nowMs += wait
      const taken = clock.take(nowMs)
      run += taken
      if (taken > CATCH_UP_TICKS_MAX || clock.dueMs <= nowMs || clock.dueMs > nowMs + 100)
        return false
    }
    // A clock that starts anew may lose less than one tick each time.
    const all = run + clock.skipped
    return all <= nowMs / 100 && all >= nowMs / 100 - waits.length - 1
  }
  t.doesNotThrow(() => fc.assert(fc.property(pauses, adds), { seed: 1 }))
})
