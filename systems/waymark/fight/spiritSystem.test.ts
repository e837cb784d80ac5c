import t from 'tap'
import { Spirit } from '#components/spirit.ts'
import { runTurns } from '#systems/testing.ts'
import { spiritSystem } from './spiritSystem.ts'
import { Arena } from './testArena.ts'

t.test('spirit comes back by whole points, the rest is carried over, up to the most', async (t) => {
  const { zone, ada } = new Arena()
  Spirit.sp[ada] = 7
  Spirit.spPerSecond[ada] = 0.4
  const after = () => {
    runTurns(zone, spiritSystem, 1)
    return Spirit.sp[ada]
  }
  t.same([after(), after(), after(), after(), after()], [7, 8, 9, 10, 10])
})
