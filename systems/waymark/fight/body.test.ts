import { hasComponent } from 'bitecs'
import t from 'tap'
import { Attributes } from '#components/attributes.ts'
import { attach, detach } from '#components/entities.ts'
import { Progress } from '#components/progress.ts'
import { Purse } from '#components/purse.ts'
import { Spirit } from '#components/spirit.ts'
import { Vitals } from '#components/vitals.ts'
import { bear } from '#systems/spawn.ts'
import { emptyZone } from '#systems/testing.ts'
import { furnish } from './body.ts'
import { Arena } from './testArena.ts'

t.test('a new character is common, of the first level, and whole', async (t) => {
  const { zone, ada } = new Arena()
  t.same([Attributes.might[ada], Attributes.wit[ada]], [10, 10])
  t.same([Progress.level[ada], Progress.experience[ada], Progress.practices[ada]], [1, 0, 3])
  t.same([Vitals.hp[ada], Vitals.hpMax[ada]], [30, 30])
  t.same([Spirit.sp[ada], Spirit.spMax[ada]], [10, 10])
  t.ok(hasComponent(zone.world, ada, Purse))
})

t.test('one that older rules made stronger than it can be is whole, and no more', async (t) => {
  const zone = emptyZone()
  const old = bear(zone)
  attach(zone.world, old, Vitals, { hp: 100, hpMax: 100, hpPerSecond: 1 })
  furnish(zone, old)
  t.same([Vitals.hp[old], Vitals.hpMax[old]], [30, 30])
})

t.test('one that is known keeps what it has, but is never dead', async (t) => {
  const { zone, ada } = new Arena()
  Vitals.hp[ada] = 0
  Spirit.sp[ada] = 2
  Progress.level[ada] = 3
  detach(zone.world, ada, Purse)
  furnish(zone, ada)
  t.same([Vitals.hp[ada], Vitals.hpMax[ada]], [1, 48])
  t.same([Spirit.sp[ada], Spirit.spMax[ada]], [2, 24])
  t.ok(hasComponent(zone.world, ada, Purse), 'and gets what it lacks')
})

t.test(
  'a mobile has the health of its definition, of its level, or of peaceable folk',
  async (t) => {
    const arena = new Arena()
    const healthOf = (id: string) => Vitals.hpMax[arena.mobile(id)]
    t.same(['boar', 'wolf', 'priest'].map(healthOf), [60, 28, 100])
  },
)
