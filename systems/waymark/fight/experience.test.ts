import t from 'tap'
import { Progress } from '#components/progress.ts'
import { Vitals } from '#components/vitals.ts'
import { experienceLeft, gainExperience, loseExperience, shareExperience } from './experience.ts'
import { LEVELS } from './levelTable.ts'
import { Arena } from './testArena.ts'

t.test('every level takes more than the one before', async (t) => {
  const steps = LEVELS.slice(1).map(({ experience }, i) => experience - LEVELS[i]!.experience)
  t.equal(LEVELS.length, 30)
  for (const [i, step] of steps.entries()) t.ok(i === 0 || step >= steps[i - 1]!, `level ${i + 2}`)
})

t.test('experience is told, and brings levels with all that they bring', async (t) => {
  const { zone, ada, yard } = new Arena()
  Vitals.hp[ada] = 20
  gainExperience(zone, ada, 70)
  t.same(zone.reported, [{ to: ada, event: { verb: 'experience', actor: ada, count: 70 } }])
  t.equal(experienceLeft(ada), 10)

  gainExperience(zone, ada, 200)
  t.same(zone.reported.slice(2), [
    { room: yard, event: { verb: 'levelUp', actor: ada, count: 2 } },
    { room: yard, event: { verb: 'levelUp', actor: ada, count: 3 } },
  ])
  t.same([Progress.level[ada], Progress.practices[ada]], [3, 7])
  t.same([Vitals.hp[ada], Vitals.hpMax[ada]], [38, 48], 'what is gained is had at once')
})

t.test('with the last level there is no further one', async (t) => {
  const { zone, ada } = new Arena()
  gainExperience(zone, ada, 10_000_000)
  t.equal(Progress.level[ada], 30)
  t.equal(experienceLeft(ada), 0)
})

t.test('who is no character learns nothing', async (t) => {
  const arena = new Arena()
  gainExperience(arena.zone, arena.mobile('rat'), 100)
  gainExperience(arena.zone, arena.ada, 0)
  t.same(arena.zone.reported, [])
})

t.test(
  'death costs a twentieth of what was gained within the level, never the level',
  async (t) => {
    const { zone, ada } = new Arena()
    gainExperience(zone, ada, 180)
    loseExperience(zone, ada)
    t.same([Progress.level[ada], Progress.experience[ada]], [2, 175])
    Progress.experience[ada] = 80
    loseExperience(zone, ada)
    t.equal(Progress.experience[ada], 80)
  },
)

t.test('a kill is worth by the levels of both, and shared', async (t) => {
  const { zone, ada, bob } = new Arena()
  const gained = (level: number, ...beings: number[]) => {
    Progress.experience[ada] = 0
    shareExperience(zone, beings, level)
    return Progress.experience[ada]
  }
  t.equal(gained(1, ada), 20)
  t.equal(gained(1, ada, bob), 12, 'two get more than one, but not twice as much')
  Progress.level[ada] = 4
  Progress.experience[ada] = 700
  t.equal(gained(1, ada), 10)
  t.equal(gained(6, ada), 84, 'what is above one teaches more')
  Progress.level[ada] = 20
  t.equal(gained(1, ada), 0, 'what is far below teaches nothing')
})
