import t from 'tap'
import { Player } from '#components/player.ts'
import { moveTo } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('say is shown to the room, as it was typed', async (t) => {
  for (const line of ['say Hello,  you!', "'Hello,  you!", '"Hello,  you!', "' Hello,  you!"]) {
    const { zone, ada, hall } = new TestHouse()
    const event = { verb: 'say', actor: ada, text: 'Hello,  you!' }
    t.same(type(zone, ada, line), [{ room: hall, event }], line)
  }
})

t.test('say works alone and in the dark', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const cellar = house.room('cellar')
  moveTo(zone, ada, cellar)

  t.same(type(zone, ada, 'say who is there?'), [
    { room: cellar, event: { verb: 'say', actor: ada, text: 'who is there?' } },
  ])
})

t.test('control characters are not said', async (t) => {
  const house = new TestHouse()

  t.same(house.events('say a\u001b[31mred\u0007\u009b flag\u2028b\u202ec'), [
    { verb: 'say', actor: house.ada, text: 'a [31mred  flag b c' },
  ])
  t.equal(house.refusal('say \u001b\u0000'), 'What do you want to say?')
})

t.test('say takes 1,000 letters and no more', async (t) => {
  const house = new TestHouse()

  t.equal(house.refusal('say'), 'What do you want to say?')
  t.equal(house.events(`say ${'x'.repeat(1_000)}`)[0]?.verb, 'say')
  t.equal(
    house.refusal(`say ${'x'.repeat(1_001)}`),
    'That is too much at once: 1,000 letters at most.',
  )
})

t.test('sayto and ask speak to one, and all hear it', async (t) => {
  for (const line of ['sayto bob good  day', 'ask BOB good  day', 'answer "bob" good  day']) {
    const { zone, ada, bob, hall } = new TestHouse()
    const event = { verb: 'sayTo', actor: ada, target: bob, text: 'good  day' }
    t.same(type(zone, ada, line), [{ room: hall, event }], line)
  }
})

t.test('sayto explains every refusal', async (t) => {
  const house = new TestHouse()
  const refusals: [line: string, answer: string][] = [
    ['sayto', 'Say what to whom? Try "sayto Ada good morning".'],
    ['sayto bob', 'What do you want to say to Bob?'],
    ['sayto eve hello', 'You see no "eve" here.'],
    ['sayto me hello', 'You need no words to reach yourself: thinking will do.'],
    ['sayto ada hello', 'You need no words to reach yourself: thinking will do.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  Player.linkDead[house.bob] = 1
  t.equal(house.refusal('sayto bob hello'), 'Bob has lost the link and cannot hear you now.')
})
