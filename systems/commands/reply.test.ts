import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('reply asks the edge, which knows who told one something last', async (t) => {
  const { zone, ada } = new TestHouse()
  for (const [line, text] of [
    ['reply in the  hall', 'in the  hall'],
    ['r coming', 'coming'],
    ['reply', ''],
  ] as const) {
    const event = { verb: 'chat', deed: 'reply', text }
    t.same(type(zone, ada, line), [{ to: ada, event }], line)
  }
})

t.test('reply refuses what is too long', async (t) => {
  const house = new TestHouse()
  const words = 'That is too much at once: 1,000 letters at most.'
  t.equal(house.refusal(`reply ${'x'.repeat(1_001)}`), words)
})
