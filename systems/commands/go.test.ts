import t from 'tap'
import { roomOf } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'

t.test('go takes a direction or the word of a door', async (t) => {
  const ways = [
    ['go down', 'cellar'],
    ['go d', 'cellar'],
    ['walk DOWN', 'cellar'],
    ['go hatch', 'loft'],
    ['go the hatch', 'loft'],
  ] as const
  for (const [line, room] of ways) {
    const house = new TestHouse()
    house.events('open hatch')
    house.events(line)
    t.equal(roomOf(house.zone, house.ada), house.room(room), line)
  }
})

t.test('go explains every refusal', async (t) => {
  const house = new TestHouse()

  t.equal(house.refusal('go'), 'Go where? You can go north, down or up.')
  t.equal(house.refusal('go west'), 'There is no way "west". You can go north, down or up.')
  t.equal(house.refusal('go moon'), 'There is no way "moon". You can go north, down or up.')
  t.equal(house.refusal('go oak'), 'The oak door is closed.')
  t.equal(
    house.refusal(`go ${'x'.repeat(300)}`),
    `There is no way "${'x'.repeat(40)}…". You can go north, down or up.`,
  )
})
