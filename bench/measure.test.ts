import t from 'tap'
import { defineBench } from './define.ts'
import { measure, SMOKE_EFFORT } from './measure.ts'
import { withRatios } from './results.ts'
import { quantile, spreadOf } from './statistics.ts'

const sizes = { smoke: 2, full: [2, 4] }

t.test('ways take turns, are reset before they run, and tell their figures', async (t) => {
  const calls: string[] = []
  const way = (name: string) => () => ({
    reset: (runs: number) => calls.push(`${name} reset for ${runs}`),
    run: () => calls.push(name) * 0 + 7,
  })
  const bench = defineBench({
    name: 'sums',
    per: 'sum',
    sizes,
    prepare: (size) => ({
      ...way('ours')(),
      figures: () => [{ metric: 'bytes', value: size, unit: 'B', better: 'lower' }],
    }),
    others: { bare: { role: 'limit', prepare: way('bare') } },
  })
  const lines = measure(bench, 2, { ...SMOKE_EFFORT, rounds: 2 })
  t.same(
    lines.map(({ way, role, metric, unit, size }) => [way, role, metric, unit, size]),
    [
      ['loam', 'ours', 'time', 'ns/sum', 2],
      ['loam', 'ours', 'bytes', 'B', 2],
      ['bare', 'limit', 'time', 'ns/sum', 2],
    ],
  )
  t.same(calls.slice(0, 4), ['ours reset for 3', 'ours', 'ours', 'ours'], 'checked first')
  const rounds = calls.slice(-8).filter((call) => !call.includes('reset'))
  t.same(rounds, ['ours', 'bare', 'bare', 'ours'], 'the second round begins with the second way')
})

t.test('ways that come to different checksums are refused, unless one is said to differ', (t) => {
  const bench = (differs: boolean) =>
    defineBench({
      name: 'sums',
      per: 'sum',
      sizes,
      prepare: () => () => 1,
      others: { bare: { role: 'limit', differs, prepare: () => () => 2 } },
    })
  t.throws(() => measure(bench(false), 2, SMOKE_EFFORT), {
    code: 'BENCH_CHECKSUM',
    message: 'Cannot compare the ways of "sums" at 2: "loam" comes to 3 and "bare" to 6',
  })
  t.equal(measure(bench(true), 2, SMOKE_EFFORT).length, 2)
  t.end()
})

t.test('even what takes next to nothing takes some time, so that there is a ratio', async (t) => {
  const prepare = () => () => 1
  const others = { bare: { role: 'limit', prepare } } as const
  const bench = defineBench({ name: 'nothing', per: 'run', sizes, prepare, others })
  for (let i = 0; i < 100; i++) {
    const [ours] = measure(bench, 2, SMOKE_EFFORT)
    t.ok(Number.isFinite(ours?.ratio) && ours!.ratio! > 0)
  }
})

t.test('only our way at the largest size is held to the goal', (t) => {
  const bench = defineBench({
    name: 'sums',
    per: 'sum',
    sizes,
    goal: { ratio: 4 },
    prepare: () => () => 1,
    others: { bare: { role: 'limit', prepare: () => () => 1 } },
  })
  const goals = sizes.full.map((size) => measure(bench, size, SMOKE_EFFORT).map((it) => it.goal))
  t.same(goals, [
    [undefined, undefined],
    [4, undefined],
  ])
  t.end()
})

t.test('a quantile between two values lies between them', (t) => {
  t.equal(quantile([4, 1, 3, 2], 0.5), 2.5)
  t.equal(quantile([5], 0.99), 5)
  t.same(spreadOf([5, 1, 4, 2, 3]), { median: 3, low: 2, high: 4 })
  t.end()
})

t.test('figures are held against the limit, or against ours where there is no limit', (t) => {
  const line = (way: string, role: 'ours' | 'limit' | 'peer', value: number) => ({
    ...{ bench: 'codec', size: 1, metric: 'bytes', unit: 'B', better: 'lower' as const },
    ...{ way, role, value, low: value, high: value },
  })
  const ratios = (lines: ReturnType<typeof line>[]) => withRatios(lines).map((it) => it.ratio)
  t.same(ratios([line('loam', 'ours', 6), line('fixed', 'limit', 2), line('JSON', 'peer', 8)]), [
    3,
    undefined,
    4,
  ])
  t.same(ratios([line('loam', 'ours', 2), line('JSON', 'peer', 8)]), [undefined, 4])
  t.same(ratios([line('loam', 'ours', 0), line('JSON', 'peer', 8)]), [undefined, undefined])
  t.end()
})
