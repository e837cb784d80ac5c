import t from 'tap'
import { moveTo } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

t.test('read shows the reader what is written on a sign here or a letter carried', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const [sign, letter] = [house.item('sign', hall), house.item('letter', ada)]

  t.same(type(zone, ada, 'read sign'), [
    { to: ada, event: { verb: 'writing', item: sign, text: 'Mind the stairs.' } },
  ])
  t.same(house.events('read letter'), [{ verb: 'writing', item: letter, text: 'Come soon.' }])
})

t.test('read explains every refusal', async (t) => {
  const house = new TestHouse()
  house.item('coin', house.ada)
  const refusals: [line: string, answer: string][] = [
    ['read', 'Read what? Name a sign here, or a thing you carry.'],
    ['read book', 'You see no "book" here.'],
    ['read all', 'One at a time, please.'],
    ['read coin', 'There is nothing written on the gold coin.'],
    ['read carving', 'There is nothing to read on the "carving"; try "look" at it.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})

t.test('nobody reads in the dark', async (t) => {
  const house = new TestHouse()
  house.item('letter', house.ada)
  moveTo(house.zone, house.ada, house.room('cellar'))

  t.equal(house.refusal('read letter'), 'It is too dark to read.')
})
