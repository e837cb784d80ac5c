import t from 'tap'
import { Progress } from '#components/progress.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { Arena } from '#systems/waymark/fight/testArena.ts'

t.test('levels shows where one stands, and the next five', async (t) => {
  const arena = new Arena()
  const { ada } = arena
  Progress.level[ada] = 2
  Progress.experience[ada] = 100
  t.same(arena.events(ada, 'tnl'), [
    {
      verb: 'levels',
      level: 2,
      experience: 100,
      left: 160,
      list: [
        { level: 3, experience: 260 },
        { level: 4, experience: 600 },
        { level: 5, experience: 1_100 },
        { level: 6, experience: 1_800 },
        { level: 7, experience: 2_800 },
      ],
    },
  ])
})

t.test('with the last there are no more', async (t) => {
  const arena = new Arena()
  const { ada } = arena
  Progress.level[ada] = 30
  Progress.experience[ada] = 200_000
  t.match(arena.events(ada, 'levels'), [{ level: 30, left: 0, list: [] }])
})

t.test('who has no level is told so', async (t) => {
  t.equal(new TestHouse().refusal('levels'), 'You are past all levels.')
})
