import { randomInt } from 'node:crypto'
import t from 'tap'
import { testDataDir } from '#migrations/testing.ts'
import { runCrashes } from './crashes.ts'

const SEEDS = 2 ** 31
/** With so slow a disk the first kill finds it as a rule. */
const KILLS = 10

t.test('a program that tells before it keeps is caught', async (t) => {
  const seed = randomInt(SEEDS)
  t.comment(`seed ${seed}`)
  const summary = await runCrashes({
    kills: KILLS,
    seed,
    takesDatabase: () => false,
    preloads: ['plantedBug', 'slowDisk'],
    stopsAtFirst: true,
    dataDir: await testDataDir(t),
    onKill() {},
    onViolation() {},
  })
  if (summary.failure) t.comment(summary.failure)

  t.ok(summary.lost > 0, `${summary.kills} kills find what is lost`)
})
