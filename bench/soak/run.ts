/**
 * `npm run soak`: bots play for half an hour, and the program's memory must not grow by more than
 * it is promised. `-- --minutes 30 --players 100`
 */
import { parseArgs } from 'node:util'
import { canWatch } from '#bench/telnet/processes.ts'
import { soak } from './soak.ts'

/** What is promised: R6 of the reliability page. */
const MB_PER_TEN_MINUTES_MAX = 1
const FILES_TIMES_MAX = 1.02

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    players: { type: 'string', default: '100' },
  },
})
if (!canWatch) {
  console.error('Cannot run: only Linux tells what a process holds')
  process.exit(2)
}
const minutes = numberIn('--minutes', values.minutes, 600)
const players = numberIn('--players', values.players, 1_000)
console.log(`${players} players for ${minutes} min`)
const report = await soak({
  players,
  lastsMs: minutes * 60_000,
  progress: (words) => console.log(words),
})
const { residentMb, mbPerTenMinutes, files, lines, returns, unanswered } = report
console.log(`${lines} lines, ${unanswered} not answered as expected; ${returns} came back`)
const grown = `${residentMb.first.toFixed(1)} MB, then ${residentMb.last.toFixed(1)} MB`
const isSteady = mbPerTenMinutes <= MB_PER_TEN_MINUTES_MAX
console.log(`memory: ${grown}: ${mbPerTenMinutes.toFixed(2)} MB in ten minutes, ${said(isSteady)}`)
const isClosed = files.after <= files.before * FILES_TIMES_MAX
console.log(`files: ${files.before} before, ${files.after} after, ${said(isClosed)}`)
process.exitCode = isSteady && isClosed ? 0 : 1

function said(isKept: boolean): string {
  return isKept ? 'as promised' : 'MORE THAN PROMISED'
}

function numberIn(option: string, text: string, most: number): number {
  const number = Number(text)
  if (number > 0 && number <= most) return number
  console.error(`Cannot run: ${option} must be a number up to ${most}, not "${text}"`)
  process.exit(2)
}
