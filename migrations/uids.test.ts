import t from 'tap'
import { withTestDatabase } from './testing.ts'
import { CHARACTERS, reserveUids, UIDS_PER_ZONE } from './uids.ts'

const { db } = await withTestDatabase(t)

t.test('blocks of a zone follow each other, and characters have the lowest', async (t) => {
  t.strictSame(await reserveUids(db, CHARACTERS, 1), { first: 1, last: 1 })
  t.strictSame(await reserveUids(db, CHARACTERS, 10), { first: 2, last: 11 })
  const crypt = await reserveUids(db, 'crypt', 100)
  t.strictSame(crypt, { first: UIDS_PER_ZONE + 1, last: UIDS_PER_ZONE + 100 })
  t.strictSame(await reserveUids(db, 'crypt', 1), {
    first: UIDS_PER_ZONE + 101,
    last: UIDS_PER_ZONE + 101,
  })
})

t.test('whoever asks at once gets blocks of their own', async (t) => {
  const asked = Array.from({ length: 40 }, (_, n) => reserveUids(db, `meadow${n % 3}`, 5))
  const blocks = await Promise.all(asked)
  const uids = new Set(blocks.flatMap(({ first }) => [0, 1, 2, 3, 4].map((n) => first + n)))
  t.equal(uids.size, 200)
  t.ok(blocks.every(({ first, last }) => last - first === 4))
  t.equal(new Set(blocks.map(({ first }) => Math.floor(first / UIDS_PER_ZONE))).size, 3)
})

t.test('a zone that has no uids left says so instead of reaching into the next', async (t) => {
  await reserveUids(db, 'full', UIDS_PER_ZONE - 1)
  await t.rejects(reserveUids(db, 'full', 1), { message: /check constraint/ })
})

t.test('a count that is none is a programmer’s mistake', async (t) => {
  for (const count of [0, -1, 1.5, Number.NaN, UIDS_PER_ZONE]) {
    await t.rejects(reserveUids(db, 'crypt', count), { code: 'ERR_ASSERTION' })
  }
})
