import t from 'tap'
import { Pacer, UNASKED_BURST, UNASKED_EVERY_MS } from './pacer.ts'
import { ManualClock } from './testing.ts'

t.test('a pace gives a burst, then one write in each interval', async (t) => {
  const clock = new ManualClock()
  const pace = new Pacer(clock).pace()
  const burst = Array.from({ length: UNASKED_BURST }, () => pace.take())
  t.same(new Set(burst), new Set([true]))
  t.equal(pace.take(), false, 'the burst is used up')
  clock.advance(UNASKED_EVERY_MS)
  t.same([pace.take(), pace.take()], [true, false])
})

t.test('what is deferred is written once, after one interval, by one timer for all', async (t) => {
  const clock = new ManualClock()
  const pacer = new Pacer(clock)
  const written: string[] = []
  const ada = { writeNow: () => written.push('ada') }
  const bob = { writeNow: () => written.push('bob') }
  for (const paced of [ada, bob, ada]) pacer.defer(paced)
  t.equal(clock.timersSet, 1)
  clock.advance(UNASKED_EVERY_MS - 1)
  t.same(written, [])
  clock.advance(1)
  t.same(written, ['ada', 'bob'])
  pacer.defer(ada)
  clock.advance(UNASKED_EVERY_MS)
  t.same(written, ['ada', 'bob', 'ada'])
})
