import t from 'tap'
import { Location } from '#components/location.ts'
import { Wearable } from '#components/wearable.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { setWorn } from '#systems/wearing.ts'

t.test('remove takes a thing off, which is carried then', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  const hat = house.item('hat', ada)
  setWorn(hat, true)

  t.same(type(zone, ada, 'remove hat'), [
    { room: hall, event: { verb: 'remove', actor: ada, item: hat } },
  ])
  t.same([Wearable.worn[hat], Location.holder[hat]], [0, ada])
})

t.test('remove all takes everything off as one event', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  const [hat, ring] = [house.item('hat', ada), house.item('ring', ada)]
  for (const item of [hat, ring]) setWorn(item, true)

  t.same(house.events('rem all'), [
    { verb: 'remove', actor: ada, items: [{ item: hat }, { item: ring }] },
  ])
})

t.test('remove explains every refusal', async (t) => {
  const house = new TestHouse()
  house.item('hat', house.ada)
  const refusals: [line: string, answer: string][] = [
    ['remove', 'Remove what? Name a thing you wear, or "all".'],
    ['remove all', 'You wear nothing.'],
    ['remove cap', 'You wear no "cap".'],
    ['remove hat', 'The felt hat is carried, not worn.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
})
