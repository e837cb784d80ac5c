import t from 'tap'
import { runEntry } from '#bench/runEntry.ts'
import storm from './storm.bench.ts'

t.test('players whose connections break come back by their resume tokens', async (t) => {
  const lines = await runEntry(storm, true)
  const ours = lines.filter(({ role }) => role === 'ours')
  t.same(
    ours.filter(({ value }) => value > 0).map(({ metric }) => metric),
    ['all are back', 'tick, p99', 'memory', 'half are back'],
  )
})
