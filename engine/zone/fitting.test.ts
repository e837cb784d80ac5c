import t from 'tap'
import { allocateColumns, type ColumnKind } from '#components/columns.ts'
import { fitting } from './fitting.ts'

t.test('what fits stays as it is', async (t) => {
  const values: [ColumnKind, number | string][] = [
    ['u8', 255],
    ['u16', 65_535],
    ['u32', 2 ** 32 - 1],
    ['i32', -(2 ** 31)],
    ['f32', -0.5],
    ['f32', Number.POSITIVE_INFINITY],
    ['f64', 1e300],
    ['entity', 2 ** 40],
    ['text', ''],
  ]
  for (const [kind, value] of values) t.equal(fitting(kind, value), value, `${kind} ${value}`)
})

t.test('a number beyond its column becomes the nearest that the column holds', async (t) => {
  for (const kind of ['u8', 'u16', 'u32', 'i32', 'f32'] as const) {
    const [column] = allocateColumns([kind], 1)
    for (const value of [-1e300, -1.5, 300.5, 1e300]) {
      const fit = fitting(kind, value) as number
      column![0] = fit
      t.equal(column![0], fit, `${kind} holds what becomes of ${value}`)
      if (kind !== 'f32') t.ok(Number.isInteger(fit))
    }
  }
  t.same([fitting('u8', -3), fitting('u8', 300), fitting('i32', -1.5)], [0, 255, -1])
})

t.test('words are no number, and a number is no words', async (t) => {
  t.equal(fitting('text', 7), undefined)
  t.equal(fitting('u8', '7'), undefined)
  t.equal(fitting('entity', 'Ada'), undefined)
  t.equal(fitting('u8', Number.NaN), undefined)
  t.ok(Number.isNaN(fitting('f64', Number.NaN)))
})
