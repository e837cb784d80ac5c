import t from 'tap'
import { TestHouse } from './testHouse.ts'
import { equipmentOf, inTheWay, setWorn, slotOf } from './wearing.ts'

t.test('a slot takes one thing, and the fingers take two', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const [hat, ring, band] = [
    house.item('hat', ada),
    house.item('ring', ada),
    house.item('band', ada),
  ]
  t.same(inTheWay(zone, ada, 'head'), [])
  for (const item of [hat, ring]) setWorn(item, true)
  t.same([inTheWay(zone, ada, 'head'), inTheWay(zone, ada, 'finger')], [[hat], []])
  setWorn(band, true)
  t.same(inTheWay(zone, ada, 'finger'), [ring, band])
})

t.test('only what can be worn has a slot', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  t.equal(slotOf(zone, house.item('hat', ada)), 'head')
  t.equal(slotOf(zone, house.item('coin', ada)), undefined)
})

t.test('equipment is listed by slots, whatever was put on first', async (t) => {
  const house = new TestHouse()
  const { zone, ada } = house
  const [shield, hat] = [house.item('shield', ada), house.item('hat', ada)]
  for (const item of [shield, hat]) setWorn(item, true)

  t.same(equipmentOf(zone, ada), [
    { item: hat, slot: 'head' },
    { item: shield, slot: 'hold' },
  ])
})
