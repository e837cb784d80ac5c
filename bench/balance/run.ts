/**
 * `npm run balance`: fights every mobile of the areas with characters of its own level, who know no
 * skill and wear the best that shops sell to such, and prints what comes of it.
 *
 * Each fights alone: those who help one another are harder than they look here. Gold counts what
 * shops give for the spoils; an hour holds walks, rests and ways back from the refuge.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadAreas } from '#scripting/areas/load.ts'
import { type Tally, tallyOf } from './fights.ts'
import { outliers } from './outliers.ts'

const SHIPPED = fileURLToPath(new URL('../../scripting/areas/', import.meta.url))
const FIGHTS = 1_000
const FIGHTS_SMOKE = 2

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { smoke: { type: 'boolean', default: false }, areas: { type: 'string' } },
})

const areas = loadAreas(values.areas ?? SHIPPED)
const fighters = areas
  .flatMap(({ mobiles }) => mobiles)
  .filter(({ fight }) => fight !== undefined)
  .filter(({ id }) => positionals.length === 0 || positionals.some((word) => id.includes(word)))
  .sort((a, b) => a.fight!.level - b.fight!.level)
const fights = values.smoke ? FIGHTS_SMOKE : FIGHTS
const tallies = fighters.map((mobile) => tallyOf(areas, mobile, fights))
const remarks = outliers(tallies)
print(['mobile', 'level', 'kill (s)', 'deaths', 'gold/h', 'exp/h', ''])
for (const [i, tally] of tallies.entries()) print([...cells(tally), remarks[i]!])

function cells({ mobile, level, killSeconds, deaths, ...tally }: Tally): string[] {
  return [
    mobile.id,
    String(level),
    Number.isNaN(killSeconds) ? '-' : killSeconds.toFixed(1),
    `${(100 * deaths).toFixed(1)} %`,
    tally.goldAnHour.toFixed(0),
    tally.experienceAnHour.toFixed(0),
  ]
}

function print([mobile, level, kill, deaths, gold, experience, remark]: string[]): void {
  const numbers = [level!.padStart(5), kill!.padStart(9), deaths!.padStart(8)]
  const rates = [gold!.padStart(7), experience!.padStart(7)]
  const row = [mobile!.padEnd(32), ...numbers, ...rates, ` ${remark}`].join(' ')
  process.stdout.write(`${row.trimEnd()}\n`)
}
