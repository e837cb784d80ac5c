import { existsSync } from 'node:fs'
import t from 'tap'
import { benchFiles, entriesOf, isWanted } from './catalogue.ts'
import type { Line } from './results.ts'
import { runEntry } from './runEntry.ts'

/** Those that start the whole program have a test of their own, which is waited for longest. */
function hasOwnTest(file: string): boolean {
  return existsSync(new URL(file.replace('.bench.ts', '.play.test.ts'), import.meta.url))
}

/** Each way of each bench has been timed once, and tells a number. */
function isSound({ value, metric }: Line): boolean {
  return Number.isFinite(value) && value >= 0 && metric !== ''
}

for (const file of benchFiles().filter((each) => !hasOwnTest(each))) {
  for (const entry of await entriesOf(file)) {
    t.test(`"${entry.name}" runs, and its ways agree on what they did`, async (t) => {
      const lines = await runEntry(entry, true)
      const timed = lines.filter(({ metric }) => metric === 'time').map(({ way }) => way)
      const ways = entry.kind === 'trial' ? [] : entry.ways
      t.same(
        timed,
        ways.map(({ name }) => name),
      )
      t.ok(lines.length > 0)
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
