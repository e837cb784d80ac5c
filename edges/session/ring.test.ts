import t from 'tap'
import { Ring } from './ring.ts'

t.test('a ring holds the last few, oldest first', async (t) => {
  const ring = new Ring<number>(3)
  t.same([ring.length, ring.shift(), ring.toArray()], [0, undefined, []])
  t.same(
    [1, 2, 3, 4, 5].map((n) => ring.push(n)),
    [undefined, undefined, undefined, 1, 2],
  )
  t.same([ring.length, ring.toArray()], [3, [3, 4, 5]])
  t.same([ring.shift(), ring.shift()], [3, 4])
  t.same([ring.push(6), ring.push(7), ring.toArray()], [undefined, undefined, [5, 6, 7]])
})
