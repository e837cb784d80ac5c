import { levelRow } from '#systems/waymark/fight/level.ts'
import type { Tally } from './fights.ts'

/** More of one's equals than this kill whoever fights them alone. */
const DEATHS_MAX = 0.4

/** Fights are neither over at once nor without end. */
const KILL_SECONDS_MIN = 4
const KILL_SECONDS_MAX = 90

/** So many times what is usual is too much, and its inverse too little. */
const USUAL_TIMES = 2.5

/** What is out of proportion with each of `tallies`, in words; `''` of most. */
export function outliers(tallies: readonly Tally[]): string[] {
  const experience = median(tallies.map(learnt))
  const gold = median(tallies.map(earnt).filter((value) => value > 0))
  return tallies.map((tally) => {
    const words: string[] = []
    if (tally.deaths > DEATHS_MAX) words.push('deadly')
    if (tally.undecided > 0) words.push('without end')
    if (tally.killSeconds < KILL_SECONDS_MIN) words.push('over at once')
    if (tally.killSeconds > KILL_SECONDS_MAX) words.push('long')
    if (learnt(tally) > USUAL_TIMES * experience) words.push('teaches much')
    if (learnt(tally) < experience / USUAL_TIMES) words.push('teaches little')
    if (earnt(tally) > USUAL_TIMES * gold) words.push('rich')
    return words.join(', ')
  })
}

/** Kills' worth of experience in an hour: the same measure for all levels. */
function learnt({ experienceAnHour, level }: Tally): number {
  return experienceAnHour / levelRow(level).kill
}

/** Coins in an hour for each level. */
function earnt({ goldAnHour, level }: Tally): number {
  return goldAnHour / level
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
