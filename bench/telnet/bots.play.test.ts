import t from 'tap'
import { runEntry } from '#bench/runEntry.ts'
import bots from './bots.bench.ts'

t.test('bots sign up, play and are answered; nothing stays unanswered', async (t) => {
  const lines = await runEntry(bots, true)
  const unanswered = lines.filter(({ metric }) => metric.endsWith('unanswered'))
  t.same(
    unanswered.map(({ way, metric, value }) => [way, metric, value]),
    [
      ['loam', 'closed loop: unanswered', 0],
      ['bare Node echo', 'closed loop: unanswered', 0],
      ['loam', 'open loop: unanswered', 0],
      ['bare Node echo', 'open loop: unanswered', 0],
    ],
  )
  const rates = lines.filter(({ metric }) => metric === 'closed loop: rate')
  t.same(
    rates.map(({ way, value }) => [way, value > 0]),
    [
      ['loam', true],
      ['bare Node echo', true],
    ],
  )
})
