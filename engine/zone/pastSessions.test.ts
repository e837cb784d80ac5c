import t from 'tap'
import { PastSessions } from './pastSessions.ts'

const of = (session: number, sequence = 0) => ({ edge: 'adas', session, sequence })

t.test('the last few sessions of a character are remembered', async (t) => {
  const past = new PastSessions()
  for (const [session, sequence] of [
    [1, 3],
    [2, 5],
    [1, 4],
    [3, 1],
    [4, 2],
    [5, 9],
  ] as const) {
    past.add(1, of(session, sequence))
  }
  const known = [1, 2, 3, 4, 5, 6].map((session) => past.sequenceOf(1, of(session)))
  t.same(known, [4, 0, 1, 2, 9, 0])
  t.equal(past.sequenceOf(2, of(1)), 0)
  t.equal(past.sequenceOf(1, { edge: 'bobs', session: 1 }), 0)
})

t.test('those characters are forgotten whose last session was long ago', async (t) => {
  const past = new PastSessions()
  for (let uid = 1; uid <= 4_096; uid++) past.add(uid, of(1, 7))
  past.add(1, of(2, 8))
  past.add(5_000, of(1, 9))
  t.same(
    [1, 2, 3].map((uid) => past.sequenceOf(uid, of(1))),
    [7, 0, 7],
  )
})
