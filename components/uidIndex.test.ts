import t from 'tap'
import { UidIndex } from './uidIndex.ts'

/** Numbers that look random, and are the same each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
}

t.test('an index of uids does what a Map does', async (t) => {
  const random = numbers(7)
  const index = new UidIndex()
  const map = new Map<number, number>()
  for (let step = 0; step < 200_000; step++) {
    // Blocks of uids lie far apart; few enough that the same come again.
    const uid = (random() % 4) * 2 ** 34 + (random() % 3_000) + 1
    if (random() % 3 === 0) {
      index.delete(uid)
      map.delete(uid)
    } else {
      index.set(uid, step)
      map.set(uid, step)
    }
    if (index.get(uid) !== map.get(uid) || index.has(uid) !== map.has(uid)) t.fail(`step ${step}`)
  }

  t.equal(index.size, map.size)
  t.same(
    [...index].sort(([a], [b]) => a - b),
    [...map].sort(([a], [b]) => a - b),
  )
  t.same(
    [...index.values()].sort((a, b) => a - b),
    [...map.values()].sort((a, b) => a - b),
  )
})

t.test('an index of uids has nothing under 0, and is empty once it is cleared', async (t) => {
  const index = new UidIndex()
  index.set(2 ** 40, 3)
  index.delete(0)
  t.same([index.get(0), index.has(0), index.size], [undefined, false, 1])

  index.clear()
  t.same([index.get(2 ** 40), index.size, [...index]], [undefined, 0, []])
})

t.test('an index of uids that was given room has all that it had', async (t) => {
  const index = new UidIndex()
  for (let uid = 1; uid <= 400; uid++) index.set(uid, uid * 2)
  index.makeRoom(100_000)

  t.equal(index.size, 400)
  for (let uid = 1; uid <= 400; uid++) if (index.get(uid) !== uid * 2) t.fail(`uid ${uid}`)
})
