import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('emote shows what one does, by each of its words', async (t) => {
  for (const line of ['emote waves.', ':waves.', ': waves.', 'pose waves.']) {
    const { zone, ada, hall } = new TestHouse()
    const event = { verb: 'emote', actor: ada, text: 'waves.' }
    t.same(type(zone, ada, line), [{ room: hall, event }], line)
  }
})

t.test('semipose joins its words to the name', async (t) => {
  const { zone, ada, hall } = new TestHouse()
  const event = { verb: 'semipose', actor: ada, text: "'s lamp flickers." }

  t.same(type(zone, ada, ";'s lamp flickers."), [{ room: hall, event }])
})

t.test('emotes without words or with too many are refused', async (t) => {
  const house = new TestHouse()
  const tooMuch = 'That is too much at once: 1,000 letters at most.'
  const refusals: [line: string, answer: string][] = [
    ['emote', 'What do you want to do?'],
    [':', 'What do you want to do?'],
    [';', 'What do you want to do?'],
    [`:${'x'.repeat(1_001)}`, tooMuch],
    [`;${'x'.repeat(1_001)}`, tooMuch],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})
