/**
 * `npm run test:crash`: bots play, the program is killed at random moments, and whatever anybody
 * was told must be so afterwards. `-- --kills 200 --seed 7 --with-database --slow-disk
 * --planted-bug`; with `--cluster` it is a world of many processes, and one of them, or of the
 * servers they share, is killed each time.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { testDataDir } from '#migrations/testing.ts'
import type { Part } from './cluster.ts'
import { runClusterCrashes } from './clusterCrashes.ts'
import { type KillReport, runCrashes } from './crashes.ts'
import { addUp, type CrashSummary } from './summary.ts'
import type { Violation } from './told.ts'
import type { Preload } from './worldProcess.ts'

const SEEDS = 2 ** 31
/** After so many there are too many things of the same names (see `crashes.ts`). */
const WORLD_KILLS = 40

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(randomInt(SEEDS)) },
    'with-database': { type: 'boolean', default: false },
    'planted-bug': { type: 'boolean', default: false },
    'slow-disk': { type: 'boolean', default: false },
    cluster: { type: 'boolean', default: false },
  },
})
const kills = wholeNumber('--kills', values.kills)
const seed = wholeNumber('--seed', values.seed)
const hasPlantedBug = values['planted-bug']
const withDatabase = values['with-database']
const preloads: Preload[] = []
if (hasPlantedBug) preloads.push('plantedBug')
if (values['slow-disk']) preloads.push('slowDisk')
const isCluster = values.cluster
const what = isCluster ? 'a cluster' : withDatabase ? 'program and database' : 'the program'
console.log([`${kills} kills of ${what}, seed ${seed}`, ...preloads].join(', '))

/** How long all took to play again, by what was killed. */
const recoveryByPart = new Map<Part, number[]>()

const summaries: CrashSummary[] = []
for (let done = 0; done < kills; done += WORLD_KILLS) {
  summaries.push(await runWorld(done))
  if (hasPlantedBug && !summaries.every(isWell)) break
}
conclude(summaries)

/** A world of its own for some of the kills, with as many before it. */
async function runWorld(done: number): Promise<CrashSummary> {
  const teardowns: (() => unknown)[] = []
  try {
    const common = {
      kills: Math.min(WORLD_KILLS, kills - done),
      seed: seed + done,
      dataDir: await testDataDir({ teardown: (action) => void teardowns.push(action) }),
    }
    if (isCluster) {
      return await runClusterCrashes({
        ...common,
        onKill: (report) => tell({ ...report, kill: done + report.kill }),
      })
    }
    return await runCrashes({
      ...common,
      takesDatabase: () => withDatabase,
      preloads,
      stopsAtFirst: hasPlantedBug,
      onKill: (report) => tell({ ...report, kill: done + report.kill }),
      onViolation: tellViolation,
    })
  } finally {
    for (const action of teardowns) await action()
  }
}

function tell(report: KillReport & { part?: Part }): void {
  const { kill, part, playMs, answers, recoveryMs, facts, violations } = report
  const result = violations.length === 0 ? 'all well' : `${violations.length} VIOLATIONS`
  if (part) recoveryByPart.set(part, [...(recoveryByPart.get(part) ?? []), recoveryMs])
  const played = `kill ${kill}${part ? ` (${part})` : ''}: ${answers} answers in ${playMs} ms`
  console.log(`${played}, back in ${Math.round(recoveryMs)} ms, ${facts} facts, ${result}`)
  for (const violation of violations) tellViolation(violation)
}

function tellViolation({ kind, words, log }: Violation): void {
  console.log(`  ${kind}: ${words}`)
  for (const line of log) console.log(`    ${line}`)
}

function conclude(all: readonly CrashSummary[]): void {
  const sum = (what: Counted) => all.reduce((total, summary) => total + summary[what], 0)
  const deeds = new Map<string, number>()
  for (const summary of all) addUp(deeds, summary.deeds)
  console.log(
    `\n${sum('kills')} kills, ${sum('answers')} answers, ${sum('facts')} facts checked: ` +
      `${sum('lost')} lost, ${sum('doubled')} doubled, ${sum('broken')} broken otherwise, ` +
      `${sum('failedRecoveries')} failed recoveries`,
  )
  console.log(`Among them: ${[...deeds].map(([name, count]) => `${count} ${name}`).join(', ')}`)
  tellTimes(
    'Recovery',
    all.flatMap(({ recoveryMs }) => recoveryMs),
  )
  for (const [part, times] of recoveryByPart) tellTimes(`${times.length} of ${part}:`, times)
  for (const { failure } of all) if (failure) console.log(`It could not go on: ${failure}`)
  process.exitCode = all.every(isWell) ? 0 : 1
}

function tellTimes(what: string, unsorted: readonly number[]): void {
  const times = [...unsorted].sort((a, b) => a - b)
  const [median, longest] = [times[Math.floor(times.length / 2)] ?? 0, times.at(-1) ?? 0]
  console.log(`${what} took ${Math.round(median)} ms (median), ${Math.round(longest)} ms at most`)
}

type Counted = 'kills' | 'answers' | 'facts' | 'lost' | 'doubled' | 'broken' | 'failedRecoveries'

function isWell({ lost, doubled, broken, failedRecoveries }: CrashSummary): boolean {
  return lost + doubled + broken + failedRecoveries === 0
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0 && number < SEEDS) return number
  console.error(`Cannot run: ${option} must be a whole number below ${SEEDS}, not "${text}"`)
  process.exit(2)
}
