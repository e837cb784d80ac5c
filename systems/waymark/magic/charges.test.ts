import t from 'tap'
import { Charges } from '#components/charges.ts'
import { attach } from '#components/entities.ts'
import { agree, ask, hasAgreed, offer } from '#systems/waymark/trade/bargain.ts'
import { TestMarket } from '#systems/waymark/trade/testMarket.ts'
import { School } from './testSchool.ts'

t.test('who has agreed to a trade has not agreed to a used thing', async (t) => {
  const market = new TestMarket()
  const { zone, ada, bob } = market
  const hat = market.item('hat', ada)
  ask(zone, ada, bob)
  ask(zone, bob, ada)
  offer(zone, ada, { things: [hat] })
  agree(zone, bob)
  t.ok(hasAgreed(zone, bob))
  attach(zone.world, hat, Charges, { left: 1 })
  t.notOk(hasAgreed(zone, bob))
})

t.test('appraise tells how often a thing can still be used', async (t) => {
  const school = new School()
  school.item('cordial', school.ada)
  t.match(school.events('appraise cordial'), [{ spell: 'mend', charges: 2 }])
  school.events('drink cordial')
  t.match(school.events('appraise cordial'), [{ spell: 'mend', charges: 1 }])
})
