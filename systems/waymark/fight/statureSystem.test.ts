import t from 'tap'
import { Vitals } from '#components/vitals.ts'
import { runTurns } from '#systems/testing.ts'
import { statureSystem } from './statureSystem.ts'
import { Arena } from './testArena.ts'

t.test('who sits, rests or wears something mends and endures by that from then on', async (t) => {
  const arena = new Arena()
  const { zone, ada, bob } = arena
  arena.item('belt', ada)
  const after = (actor: number, line: string) => {
    arena.events(actor, line)
    runTurns(zone, statureSystem, 1)
    return [Vitals.hpMax[ada], Math.round(Vitals.hpPerSecond[ada]! * 1_000)]
  }
  t.same(after(ada, 'wear belt'), [40, 167])
  t.same(after(ada, 'sleep'), [40, 667])
  t.same(after(bob, 'wake ada'), [40, 250])
  t.same(after(ada, 'stand'), [40, 167])
  t.same(after(ada, 'remove belt'), [30, 125])
})

t.test('who has left the world meanwhile is passed over', async (t) => {
  const { zone, ada } = new Arena()
  zone.report.show(1, { verb: 'sit', actor: ada })
  zone.byUid.clear()
  runTurns(zone, statureSystem, 1)
  t.pass()
})
