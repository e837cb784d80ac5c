import t from 'tap'
import { Identity } from '#components/identity.ts'
import { TestHouse } from '#systems/testHouse.ts'

t.test('what is thrown away is gone for good, and all see it go', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const coin = house.item('coin', ada)
  const uid = Identity.uid[coin]!
  t.same(house.events('junk coin'), [{ verb: 'junk', actor: ada, item: coin }])
  t.notOk(zone.byUid.has(uid))
  t.equal(zone.counted.get('items.junked'), 1)
})

t.test('junk explains every refusal, and throws away nothing by mistake', async (t) => {
  const house = new TestHouse()
  const { ada, hall } = house
  house.item('coin', house.item('sack', ada))
  house.item('hat', ada)
  house.events('wear hat')
  house.item('ring', hall)
  const refusals: [line: string, answer: string][] = [
    ['junk', 'Junk what? Name a thing you carry; it will be gone for good.'],
    ['junk all', 'One thing at a time, please: it is for good.'],
    ['junk hat', 'You must remove the felt hat first.'],
    ['junk ring', 'You carry no "ring".'],
    ['junk sack', 'The grey sack is not empty. Look what you throw away.'],
    ['jun sack', 'There is no command "jun". Did you mean junk?'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})
