import t from 'tap'
import { runEntry } from '#bench/runEntry.ts'
import start from './start.bench.ts'

t.test('a program starts on a world of kept entities, and somebody signs in', async (t) => {
  const lines = await runEntry(start, true)
  const [open, prompt] = lines.map(({ value }) => value)
  t.same(
    lines.map(({ way, metric }) => [way, metric]),
    [
      ['loam', 'open'],
      ['loam', 'first prompt'],
    ],
  )
  t.ok(open! > 0 && prompt! > open!, 'one after the other')
})
