import t from 'tap'
import { benchFiles, entriesOf, isWanted } from './catalogue.ts'
import type { Line } from './results.ts'
import { runEntry } from './runEntry.ts'

/** Each way of each bench has been timed once, and tells a number. */
function isSound({ value, metric }: Line): boolean {
  return Number.isFinite(value) && value >= 0 && metric !== ''
}

for (const file of benchFiles()) {
  for (const entry of await entriesOf(file)) {
    // Trials start programs: each has a test of its own.
    if (entry.kind === 'trial') continue
    t.test(`"${entry.name}" runs, and its ways agree on what they did`, async (t) => {
      const lines = await runEntry(entry, true)
      const timed = lines.filter(({ metric }) => metric === 'time').map(({ way }) => way)
      t.same(
        timed,
        entry.ways.map(({ name }) => name),
      )
      t.same(
        lines.filter((line) => !isSound(line)),
        [],
      )
    })
  }
}

t.test('a bench is found by a word of its file or of its name, in any case', async (t) => {
  const [entry] = await entriesOf('tick.bench.ts')
  t.ok(entry)
  const found = [['TICK'], ['wounded'], ['nothing', 'regen'], []].map((words) =>
    isWanted('tick.bench.ts', entry!, words),
  )
  t.same(found, [true, true, true, true])
  t.notOk(isWanted('tick.bench.ts', entry!, ['codec']))
})
