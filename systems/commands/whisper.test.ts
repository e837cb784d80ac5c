import t from 'tap'
import { Player } from '#components/player.ts'
import { moveTo } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('whisper reaches one; the room sees only that something is whispered', async (t) => {
  for (const line of ['whisper bob the key', 'whisper to bob the key', 'whi "bob" the key']) {
    const { zone, ada, bob, hall } = new TestHouse()
    const event = { verb: 'whisper', actor: ada, target: bob, text: 'the key' }
    t.same(
      type(zone, ada, line),
      [
        { to: ada, event },
        { to: bob, event },
        { room: hall, event: { verb: 'overhear', actor: ada, target: bob } },
      ],
      line,
    )
  }
})

t.test('one may whisper to a creature of two words', async (t) => {
  const house = new TestHouse()
  const ferryman = house.ferryman(house.hall)

  t.equal(house.events('whisper "the ferryman" take me across')[0]?.target, ferryman)
})

t.test('whisper explains every refusal', async (t) => {
  const house = new TestHouse()
  const refusals: [line: string, answer: string][] = [
    ['whisper', 'Whisper what to whom? Try "whisper Ada follow me".'],
    ['whisper bob', 'What do you want to whisper to Bob?'],
    ['whisper eve hello', 'You see no "eve" here.'],
    ['whisper me hello', 'You need no words to reach yourself: thinking will do.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  Player.linkDead[house.bob] = 1
  t.equal(house.refusal('whisper bob hi'), 'Bob has lost the link and cannot hear you now.')
  for (const being of [house.ada, house.bob]) moveTo(house.zone, being, house.room('cellar'))
  t.equal(house.refusal('whisper bob hi'), 'It is too dark to see any "bob" here.')
})
