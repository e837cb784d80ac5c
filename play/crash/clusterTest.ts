import { randomInt } from 'node:crypto'
import type { Test } from 'tap'
import { testDataDir } from '#migrations/testing.ts'
import type { Part } from './cluster.ts'
import { runClusterCrashes } from './clusterCrashes.ts'

const SEEDS = 2 ** 31

/** Kills each of `parts` of a cluster while bots play, and expects all to be well. */
export async function clusterCrash(t: Test, parts: readonly Part[]): Promise<void> {
  const seed = randomInt(SEEDS)
  t.comment(`seed ${seed}`)
  const summary = await runClusterCrashes({
    kills: parts.length,
    seed,
    parts,
    dataDir: await testDataDir(t),
    onKill({ part, recoveryMs, violations }) {
      t.comment(`${part}: all play again after ${Math.round(recoveryMs)} ms`)
      for (const { words, log } of violations) t.comment([words, ...log].join('\n'))
    },
  })
  if (summary.failure) t.comment(summary.failure)

  const well = { lost: 0, doubled: 0, broken: 0, failedRecoveries: 0 }
  t.match(summary, { kills: parts.length, ...well })
  t.ok(summary.answers > 0 && summary.facts > 0, 'there was something to lose')
}
