import { randomInt } from 'node:crypto'
import t, { type Test } from 'tap'
import { testDataDir } from '#migrations/testing.ts'
import { type CrashOptions, runCrashes } from './crashes.ts'

const SEEDS = 2 ** 31
/** With so slow a disk the first kill finds it as a rule. */
const PLANTED_KILLS = 10

async function crash(t: Test, options: Pick<CrashOptions, 'kills' | 'preloads'>) {
  const seed = randomInt(SEEDS)
  t.comment(`seed ${seed}`)
  const summary = await runCrashes({
    ...options,
    seed,
    takesDatabase: (kill) => kill % 2 === 0,
    stopsAtFirst: true,
    dataDir: await testDataDir(t),
    onKill: ({ violations }) => {
      if (options.preloads.length > 0) return
      for (const { words, log } of violations) t.comment([words, ...log].join('\n'))
    },
  })
  if (summary.failure) t.comment(summary.failure)
  return summary
}

t.test('what players were told is so after kills of program and database', async (t) => {
  const summary = await crash(t, { kills: 3, preloads: [] })

  t.match(summary, { kills: 3, lost: 0, doubled: 0, broken: 0, failedRecoveries: 0 })
  t.ok(summary.answers > 0 && summary.facts > 0, 'there was something to lose')
})

t.test('a program that tells before it keeps is caught', async (t) => {
  const summary = await crash(t, { kills: PLANTED_KILLS, preloads: ['plantedBug', 'slowDisk'] })

  t.ok(summary.lost > 0, `${summary.kills} kills find what is lost`)
})
