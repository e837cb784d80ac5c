import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('wield takes a weapon in hand, for all to see', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const sword = house.item('sword', ada)

  t.same(type(zone, ada, 'wield sword'), [
    { room: hall, event: { verb: 'wield', actor: ada, item: sword, slot: 'wield' } },
  ])
})

t.test('wield explains every refusal', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  for (const word of ['sword', 'hat', 'coin', 'sword']) house.item(word, ada)
  const refusals: [line: string, answer: string | undefined][] = [
    ['wield', 'Wield what? Name a thing you carry.'],
    ['wield axe', 'You carry no "axe".'],
    ['wield coin', 'You cannot wield the gold coin.'],
    ['wield hat', 'You cannot wield the felt hat: try "wear" instead.'],
    ['wield all.hat', 'You carry nothing to wield.'],
    ['wield sword', undefined],
    ['wield sword', 'You already wield a short sword.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})

t.test('what is wielded already is said to be', async (t) => {
  const house = new TestHouse()
  house.item('sword', house.ada)
  house.events('wield sword')

  t.equal(house.refusal('wield sword'), 'You already wield the short sword.')
})
