import t from 'tap'
import { floorsOf, slopePerMs } from './trend.ts'

const at = (...values: number[]) => values.map((value, i) => ({ atMs: i * 10, value }))

t.test('floors are the least values of windows, where they were seen', async (t) => {
  t.same(floorsOf(at(5, 9, 4, 8, 3, 7, 6), 30), [
    { atMs: 20, value: 4 },
    { atMs: 40, value: 3 },
    { atMs: 60, value: 6 },
  ])
  t.same(floorsOf([], 30), [])
})

t.test('a slope is that of most, whatever a few are', async (t) => {
  t.equal(slopePerMs(at(1, 2, 3, 4, 5)), 0.1)
  t.equal(slopePerMs(at(1, 2, 300, 4, 5, 6, 7)), 0.1)
  t.equal(slopePerMs(at(4, 4, 4)), 0)
  t.ok(slopePerMs(at(9, 7, 8, 5, 4)) < 0)
  t.throws(() => slopePerMs(at(1)), { message: 'One sample has no slope' })
})
