import t from 'tap'
import { runEntry } from '#bench/runEntry.ts'
import fanout from './fanout.bench.ts'

t.test('news of rooms reaches all who watch them, whatever serves them', async (t) => {
  const lines = await runEntry(fanout, true)
  const ways = ['loam', 'bare uWebSockets.js', 'loam over ws']
  const missing = lines.filter(({ metric }) => metric === 'missing')
  t.same(
    missing.map(({ way, value }) => [way, value]),
    ways.map((way) => [way, 0]),
  )
  const delivered = lines.filter(({ metric }) => metric === 'delivered')
  t.same(
    delivered.map(({ way, value }) => [way, value > 0]),
    ways.map((way) => [way, true]),
  )
})
