/**
 * `npm run test:crash`: bots play, the program is killed at random moments, and whatever anybody
 * was told must be so afterwards. `-- --kills 200 --seed 7 --with-database --slow-disk
 * --planted-bug`
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { testDataDir } from '#migrations/testing.ts'
import { addUp, type CrashSummary, type KillReport, runCrashes } from './crashes.ts'
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
  },
})
const kills = wholeNumber('--kills', values.kills)
const seed = wholeNumber('--seed', values.seed)
const hasPlantedBug = values['planted-bug']
const withDatabase = values['with-database']
const preloads: Preload[] = []
if (hasPlantedBug) preloads.push('plantedBug')
if (values['slow-disk']) preloads.push('slowDisk')
const what = withDatabase ? 'program and database' : 'the program'
console.log([`${kills} kills of ${what}, seed ${seed}`, ...preloads].join(', '))

const summaries: CrashSummary[] = []
for (let done = 0; done < kills && summaries.every(isWell); done += WORLD_KILLS) {
  summaries.push(await runWorld(done))
}
conclude(summaries)

/** A world of its own for some of the kills, with as many before it. */
async function runWorld(done: number): Promise<CrashSummary> {
  const teardowns: (() => unknown)[] = []
  try {
    return await runCrashes({
      kills: Math.min(WORLD_KILLS, kills - done),
      seed: seed + done,
      takesDatabase: () => withDatabase,
      preloads,
      dataDir: await testDataDir({ teardown: (action) => void teardowns.push(action) }),
      stopsAtFirst: hasPlantedBug,
      onKill: (report) => tell({ ...report, kill: done + report.kill }),
      onViolation: tellViolation,
    })
  } finally {
    for (const action of teardowns) await action()
  }
}

function tell({ kill, playMs, answers, recoveryMs, facts, violations }: KillReport): void {
  const result = violations.length === 0 ? 'all well' : `${violations.length} VIOLATIONS`
  const played = `kill ${kill}: ${answers} answers in ${playMs} ms`
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
  const times = all.flatMap(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b)
  console.log(
    `\n${sum('kills')} kills, ${sum('answers')} answers, ${sum('facts')} facts checked: ` +
      `${sum('lost')} lost, ${sum('doubled')} doubled, ${sum('broken')} broken otherwise, ` +
      `${sum('failedRecoveries')} failed recoveries`,
  )
  console.log(`Among them: ${[...deeds].map(([name, count]) => `${count} ${name}`).join(', ')}`)
  const [median, longest] = [times[Math.floor(times.length / 2)] ?? 0, times.at(-1) ?? 0]
  console.log(`Recovery took ${Math.round(median)} ms (median), ${Math.round(longest)} ms at most`)
  for (const { failure } of all) if (failure) console.log(`It could not go on: ${failure}`)
  process.exitCode = all.every(isWell) ? 0 : 1
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
