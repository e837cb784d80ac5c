import t from 'tap'
import { roomOf } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test(
  'quit tells the room and ends the session; the body is the engine’s to remove',
  async (t) => {
    const { zone, ada, hall } = new TestHouse()

    t.same(type(zone, ada, 'quit'), [
      { room: hall, event: { verb: 'quit', actor: ada } },
      { to: ada, event: { verb: 'dismiss', text: 'quit' } },
    ])
    t.equal(roomOf(zone, ada), hall)
  },
)

t.test('quit must be typed in full', async (t) => {
  const house = new TestHouse()
  t.equal(house.refusal('qui'), 'There is no command "qui". Did you mean quit?')
  t.not(house.events('q').at(-1)?.verb, 'quit')
})
