import t from 'tap'
import { UID_BLOCK, UidSource } from './uids.ts'

t.test('uids come from the block, each once, and the next block follows it', async (t) => {
  const uids = new UidSource({ first: 10, last: 12 }, () => {})
  uids.add({ first: 100, last: 101 })
  const given = Array.from({ length: 5 }, () => uids.next())
  t.same(given, [10, 11, 12, 100, 101])
  t.throws(() => uids.next(), {
    message: 'A zone has used all its uids and was given no more',
  })
})

t.test(
  'more are asked for once, when few are left, and again for the block after it',
  async (t) => {
    let asked = 0
    const uids = new UidSource({ first: 1, last: UID_BLOCK }, () => asked++)
    const take = (count: number) => {
      for (let i = 0; i < count; i++) uids.next()
      return asked
    }
    t.equal(take((UID_BLOCK * 3) / 4), 0)
    t.equal(take(1), 0)
    t.equal(take(1), 1)
    t.equal(take(1_000), 1, 'the answer may take its time')

    uids.add({ first: 2 ** 40, last: 2 ** 40 + UID_BLOCK - 1 })
    t.equal(take(UID_BLOCK / 4), 1)
    t.ok(uids.next() >= 2 ** 40)
    t.equal(take((UID_BLOCK * 3) / 4), 2)
  },
)

t.test('who is given a short block is asked for more at the first uid', async (t) => {
  let asked = 0
  const uids = new UidSource({ first: 1, last: 5 }, () => asked++)
  t.equal(uids.next(), 1)
  t.equal(asked, 1)
})
