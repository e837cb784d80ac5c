import t from 'tap'
import { Abilities } from '#components/abilities.ts'
import { attach } from '#components/entities.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { abilityOf } from './abilityOf.ts'

t.test('one knows what one was taught, by hundredths, and nothing else', async (t) => {
  const { zone, ada, bob } = new TestHouse()
  attach(zone.world, ada, Abilities)
  t.equal(abilityOf(zone, ada, 'kick'), 0)
  Abilities.list[ada] = 'mend 30;kick 45'
  t.same(
    (['kick', 'mend', 'bash'] as const).map((name) => abilityOf(zone, ada, name)),
    [45, 30, 0],
  )
  t.equal(abilityOf(zone, bob, 'kick'), 0)
})
