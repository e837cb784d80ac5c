import t from 'tap'
import { renderComparison, renderLines } from './report.ts'
import { type Line, RESULTS_VERSION, type Results } from './results.ts'

function line(more: Partial<Line>): Line {
  return {
    bench: 'tick',
    size: 1_000,
    way: 'loam',
    role: 'ours',
    metric: 'time',
    unit: 'ns/entity',
    better: 'lower',
    value: 10,
    low: 10,
    high: 10,
    ...more,
  }
}

function results(lines: Line[], node = '24.0.0'): Results {
  const machine = {
    date: '2026-01-02T03:04:05.000Z',
    cpu: 'A CPU',
    cores: 2,
    memoryBytes: 2 ** 30,
    platform: 'linux-x64',
    node,
    v8: '13',
    commit: 'abc',
  }
  return { version: RESULTS_VERSION, machine, smoke: false, lines }
}

t.test('a table has units that suit, spreads, ratios, and whether the goal is met', (t) => {
  const text = renderLines([
    line({ value: 1_500, low: 1_425, high: 1_800, ratio: 3, goal: 4 }),
    line({ way: 'bare', role: 'limit', value: 500, low: 500, high: 500 }),
    line({ size: 2_000, value: 2_500_000, low: 2_500_000, high: 2_500_000, ratio: 5, goal: 4 }),
    line({ size: 2_000, metric: 'bytes', unit: 'B/change', value: 5.714, low: 5.714, high: 5.714 }),
  ])
  t.equal(
    text,
    [
      'tick',
      '   size  way           metric           value        spread  ratio',
      '  1,000  loam          time    1.50 µs/entity  −5.0 % +20 %  3x (goal: 4x, met)',
      '         bare (limit)  time     500 ns/entity',
      '  2,000  loam          time    2.50 ms/entity                5x (goal: 4x, MISSED)',
      '         loam          bytes    5.71 B/change',
    ].join('\n'),
  )
  t.end()
})

t.test('a goal for what ought to be much is met by more', (t) => {
  const rate = { metric: 'rate', unit: 'intents/s', better: 'higher' as const, goal: 1.8 }
  const [, met, missed] = renderLines([
    line({ ...rate, ratio: 1.9 }),
    line({ ...rate, ratio: 1.7 }),
  ])
    .split('\n')
    .slice(1)
  t.match(met, /1\.90x \(goal: 1\.8x, met\)$/)
  t.match(missed, /1\.70x \(goal: 1\.8x, MISSED\)$/)
  t.end()
})

t.test('a comparison tells changes beyond the noise of both runs, better and worse', (t) => {
  const rate = { metric: 'rate', unit: 'commands/s', better: 'higher' } as const
  const before = results([
    line({ way: 'noisy', low: 5, high: 15 }),
    line({ way: 'slower' }),
    line({ way: 'faster' }),
    line({ way: 'rate', ...rate, value: 100, low: 100, high: 100 }),
    line({ way: 'gone' }),
  ])
  const after = results([
    line({ way: 'noisy', value: 13, low: 13, high: 13 }),
    line({ way: 'slower', value: 12, low: 12, high: 12 }),
    line({ way: 'faster', value: 5, low: 5, high: 5 }),
    line({ way: 'rate', ...rate, value: 50, low: 50, high: 50 }),
    line({ way: 'new' }),
  ])
  const text = renderComparison(before, after)
  const [title, , ...rows] = text.split('\n')
  t.equal(title, 'Compared with 2026-01-02T03:04:05.000Z (abc)')
  t.same(
    rows.map((row) => row.trim().split(/ {2,}/).toSpliced(3, 3)),
    [
      ['tick', '1,000', 'noisy', '+30 %', '±100 %'],
      ['tick', '1,000', 'slower', '+20 %', '±5.0 %', 'WORSE'],
      ['tick', '1,000', 'faster', '−50 %', '±5.0 %', 'better'],
      ['tick', '1,000', 'rate', '−50 %', '±5.0 %', 'WORSE'],
    ],
  )
  t.end()
})

t.test('numbers of another machine are said to be such', (t) => {
  const text = renderComparison(results([line({})], '22.0.0'), results([line({})]))
  t.match(text, /\(abc\): another node, so only ratios compare\n/)
  t.end()
})
