import t from 'tap'
import { Location } from '#components/location.ts'
import { moveTo } from '#systems/containment.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'

t.test('drop lays a thing down where one stands, for all to see', async (t) => {
  const house = new TestHouse()
  const coin = house.item('coin', house.ada)

  t.same(type(house.zone, house.ada, 'drop coin'), [
    { room: house.hall, event: { verb: 'drop', actor: house.ada, item: coin } },
  ])
  t.equal(Location.holder[coin], house.hall)
})

t.test('drop all leaves on what is worn', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  const [hat, coin, key] = [house.item('hat', ada), house.item('coin', ada), house.item('key', ada)]
  setWorn(hat, true)

  t.same(house.events('drop all'), [
    { verb: 'drop', actor: ada, items: [{ item: coin }, { item: key }] },
  ])
  t.equal(house.refusal('drop all'), 'You carry nothing but what you wear; try "remove all" first.')
})

t.test('drop explains every refusal', async (t) => {
  const house = new TestHouse()
  house.item('coin', house.hall)
  t.equal(house.refusal('drop all'), 'You carry nothing.')
  setWorn(house.item('hat', house.ada), true)
  const refusals: [line: string, answer: string][] = [
    ['drop', 'Drop what? Name a thing you carry, or "all".'],
    ['drop coin', 'You carry no "coin".'],
    ['drop all.coin', 'You carry no "all.coin".'],
    ['drop hat', 'You must remove the felt hat first.'],
    ['drop all.hat', 'You must remove the felt hat first.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})

t.test('drop works in the dark', async (t) => {
  const house = new TestHouse()
  const coin = house.item('coin', house.ada)
  moveTo(house.zone, house.ada, house.room('cellar'))

  t.same(house.events('drop coin'), [{ verb: 'drop', actor: house.ada, item: coin }])
})
