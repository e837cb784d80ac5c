import t from 'tap'
import { runEntry } from '#bench/runEntry.ts'
import worlds from './worlds.bench.ts'

t.test('two world processes do what players in them ask for, and so does one', async (t) => {
  const lines = await runEntry(worlds, true)
  const rates = lines.filter(({ metric }) => metric === 'rate')
  t.same(
    rates.map(({ way, value }) => [way, value > 0]),
    [
      ['two processes', true],
      ['one process', true],
    ],
  )
})
