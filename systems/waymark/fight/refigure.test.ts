import t from 'tap'
import { Affects } from '#components/affects.ts'
import { Attributes } from '#components/attributes.ts'
import { Progress } from '#components/progress.ts'
import { Spirit } from '#components/spirit.ts'
import { Vitals } from '#components/vitals.ts'
import { setPosture } from '#systems/posture.ts'
import { refigure } from './refigure.ts'
import { startFight } from './startFight.ts'
import { Arena } from './testArena.ts'

t.test('health grows by level and vigour, spirit by level and wit', async (t) => {
  const { zone, ada } = new Arena()
  const figures = (level: number, vigour: number, wit: number) => {
    Progress.level[ada] = level
    Attributes.vigour[ada] = vigour
    Attributes.wit[ada] = wit
    refigure(zone, ada)
    return [Vitals.hpMax[ada], Spirit.spMax[ada]]
  }
  t.same(figures(1, 10, 10), [30, 10])
  t.same(figures(1, 14, 8), [34, 8])
  t.same(figures(10, 10, 10), [111, 73])
  t.same(figures(10, 16, 16), [144, 106])
})

t.test('what is worn lends its points while it is worn, and takes none with it', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  Vitals.hp[ada] = 25
  arena.item('belt', ada, true)
  refigure(zone, ada)
  t.same([Vitals.hp[ada], Vitals.hpMax[ada], Spirit.spMax[ada]], [25, 40, 15])
  Vitals.hp[ada] = 38
  arena.events(ada, 'remove belt')
  refigure(zone, ada)
  t.same([Vitals.hp[ada], Vitals.hpMax[ada]], [30, 30])
})

t.test('one mends the faster the less one does, and hardly in a fight', async (t) => {
  const arena = new Arena()
  const { zone, ada } = arena
  const rates = (['sleeping', 'resting', 'sitting', 'standing'] as const).map((posture) => {
    setPosture(zone, ada, posture)
    refigure(zone, ada)
    return Math.round(Vitals.hpPerSecond[ada]! * 1_000)
  })
  t.same(rates, [500, 313, 188, 125])
  startFight(zone, ada, arena.mobile('rat'))
  t.equal(Math.round(Vitals.hpPerSecond[ada]! * 1_000), 25)
})

t.test('affects count, and unknown ones do not', async (t) => {
  const { zone, ada } = new Arena()
  Affects.list[ada] = 'constructor 9 100;nonsense 4 100'
  refigure(zone, ada)
  t.equal(Vitals.hpMax[ada], 30)
})
