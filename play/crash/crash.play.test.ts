import { randomInt } from 'node:crypto'
import t from 'tap'
import { testDataDir } from '#migrations/testing.ts'
import { runCrashes } from './crashes.ts'
import type { Violation } from './told.ts'

const SEEDS = 2 ** 31
/** The program alone, and then the database with it. */
const KILLS = 2

t.test('what players were told is so after kills of program and database', async (t) => {
  const seed = randomInt(SEEDS)
  t.comment(`seed ${seed}`)
  const tell = ({ words, log }: Violation) => t.comment([words, ...log].join('\n'))
  const summary = await runCrashes({
    kills: KILLS,
    seed,
    takesDatabase: (kill) => kill % 2 === 0,
    preloads: [],
    stopsAtFirst: true,
    dataDir: await testDataDir(t),
    onKill: ({ violations }) => violations.forEach(tell),
    onViolation: tell,
  })
  if (summary.failure) t.comment(summary.failure)

  t.match(summary, { kills: KILLS, lost: 0, doubled: 0, broken: 0, failedRecoveries: 0 })
  t.ok(summary.answers > 0 && summary.facts > 0, 'there was something to lose')
})
