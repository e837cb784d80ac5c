import t from 'tap'
import { Affects } from '#components/affects.ts'
import { attach } from '#components/entities.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { affectTotal } from './affectTotal.ts'

t.test('affects add up by their strength', async (t) => {
  const { zone, ada } = new TestHouse()
  t.equal(affectTotal(zone, ada, 'hit'), 0, 'who has no affects')
  attach(zone.world, ada, Affects)
  t.equal(affectTotal(zone, ada, 'hit'), 0)
  Affects.list[ada] = 'bless 4 900;blind 10 50'
  t.same(
    ['hit', 'harm', 'defence', 'armour'].map((stat) => affectTotal(zone, ada, stat)),
    [-6, 2, -10, 0],
  )
  Affects.list[ada] = 'bless 4 900'
  t.equal(affectTotal(zone, ada, 'hit'), 4)
})

t.test('what no table knows does nothing', async (t) => {
  const { zone, ada } = new TestHouse()
  attach(zone.world, ada, Affects, { list: 'constructor 3 9;;__proto__ 2 1;yawn' })
  t.equal(affectTotal(zone, ada, 'hit'), 0)
})
