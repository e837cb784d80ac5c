import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { isLit } from '#systems/light.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('hold takes a thing in hand, and a light beside it', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const [shield, lantern] = [house.item('shield', ada), house.item('lantern', ada)]

  t.same(type(zone, ada, 'hold shield'), [
    { room: hall, event: { verb: 'hold', actor: ada, item: shield, slot: 'hold' } },
  ])
  t.same(house.events('grab lantern'), [{ verb: 'hold', actor: ada, item: lantern, slot: 'light' }])
})

t.test('a lantern lights the dark once it is held, found by touch', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const cellar = house.room('cellar')
  house.item('lantern', ada)
  moveTo(zone, ada, cellar)
  t.equal(isLit(zone, cellar), false)

  house.events('hold lantern')
  t.equal(isLit(zone, cellar), true)
})

t.test('hold explains every refusal', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  for (const word of ['shield', 'sword', 'coin']) house.item(word, ada)
  const refusals: [line: string, answer: string | undefined][] = [
    ['hold', 'Hold what? Name a thing you carry.'],
    ['hold torch', 'You carry no "torch".'],
    ['hold coin', 'You cannot hold the gold coin.'],
    ['hold sword', 'You cannot hold the short sword: try "wield" instead.'],
    ['hold shield', undefined],
    ['hold shield', 'You already hold the round shield.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})
