import t from 'tap'
import { type Delivered, INBOX_MAX, Inbox } from './inbox.ts'

function lineOf(sequence: number): Delivered {
  return { edge: 'e', intent: { kind: 'line', session: 1, sequence, text: 'look' } }
}

const sequencesOf = (taken: Delivered[]) => taken.map(({ intent }) => intent.sequence)

t.test('intents are drained in the order in which they came, so many at a time', async (t) => {
  const inbox = new Inbox()
  for (const sequence of [1, 2, 3, 4, 5]) inbox.push(lineOf(sequence))
  t.same(sequencesOf(inbox.drain(2)), [1, 2])
  t.equal(inbox.depth, 3)
  t.same(sequencesOf(inbox.drain(9)), [3, 4, 5])
  t.same(inbox.drain(9), [])
  t.equal(inbox.depth, 0)
})

t.test('a full inbox hands back what comes, and keeps what it has', async (t) => {
  const inbox = new Inbox()
  const taken = Array.from({ length: INBOX_MAX }, (_, i) => inbox.push(lineOf(i + 1)))
  t.notOk(taken.includes(false))
  t.equal(inbox.push(lineOf(0)), false)
  t.equal(inbox.depth, INBOX_MAX)
  t.same(sequencesOf(inbox.drain(1)), [1])
  t.equal(inbox.push(lineOf(0)), true, 'there is room again')
  t.equal(sequencesOf(inbox.drain(INBOX_MAX)).at(-1), 0)
})
