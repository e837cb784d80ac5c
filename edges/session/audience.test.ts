import t from 'tap'
import { Audience } from './audience.ts'
import { LinkedSession } from './linkedSession.ts'
import { ADA, BEA, Recorder } from './testLink.ts'

t.test('a session is told of the room it joined last, until it leaves', async (t) => {
  const ada = new LinkedSession(1, ADA, new Recorder())
  const bea = new LinkedSession(2, BEA, new Recorder())
  const audience = new Audience<LinkedSession>()
  const told = (room: number) => [...(audience.of(room) ?? [])].map(({ id }) => id)
  audience.join(ada, 5)
  audience.join(bea, 5)
  audience.join(bea, 5)
  t.same(told(5), [1, 2])
  audience.join(ada, 6)
  t.same([told(5), told(6), audience.roomOf(ada)], [[2], [1], 6])
  audience.leave(bea)
  audience.leave(bea)
  t.equal(audience.of(5), undefined)
})
