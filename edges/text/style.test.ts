import t from 'tap'
import { styleFor } from './style.ts'

t.test('styles that look alike are one object, others are not', async (t) => {
  const looks = { columns: 80, colour: '256', utf8: true, screenReader: false } as const
  t.equal(styleFor(looks), styleFor({ ...looks }))
  t.not(styleFor(looks), styleFor({ ...looks, columns: 81 }))
  t.same(styleFor(looks), looks)
})
