import { type AreaError, bySource } from './areaError.ts'
import type { AreaReading } from './build.ts'
import { checkBalance } from './checkBalance.ts'
import { checkExits } from './checkExits.ts'
import { checkItems } from './checkItems.ts'
import { checkQuests } from './checkQuests.ts'
import { checkReach } from './checkReach.ts'
import { checkShops } from './checkShops.ts'
import { checkTexts } from './checkTexts.ts'
import { checkThings } from './checkThings.ts'
import { readAreas } from './load.ts'
import { solve, worldOf } from './solver.ts'
import { counted, countsOf, tableOf } from './summary.ts'

/** What the checker has to say of a folder of areas. */
export interface Report {
  /** In the order of files and lines; empty when all is well. */
  findings: readonly AreaError[]
  /** What is unusual, and may be meant; in the same order. */
  warnings: readonly AreaError[]
  /** What each area holds. */
  table: readonly string[]
  /** One line: what was checked, and how it went. */
  summary: string
}

/**
 * Checks every area below `directory`: what would keep it from loading, and what would load but
 * is most likely not meant.
 *
 * @throws {Error} of node:fs if a file or the directory cannot be read
 */
export function checkAreas(directory: URL | string): Report {
  const reading = readAreas(directory)
  const { areas } = reading
  const findings = [...reading.errors, ...checkTexts(reading), ...checkThings(reading)]
  findings.push(...checkExits(reading))
  const played = play(reading)
  findings.push(...played.findings)
  findings.sort(bySource)
  const warnings = played.warnings.sort(bySource)
  const verdict = findings.length === 0 ? 'all well' : counted(findings.length, 'finding')
  const aside = warnings.length === 0 ? '' : `, ${counted(warnings.length, 'warning')}`
  const summary = `Checked ${countsOf(areas)}: ${verdict}${aside}`
  return { findings, warnings, table: tableOf(areas), summary }
}

/** What comes to light when the world is played through. */
function play(reading: AreaReading): { findings: AreaError[]; warnings: AreaError[] } {
  const world = worldOf(reading)
  // Walking about in half a world would call all the rest out of reach.
  if (world === undefined || reading.errors.length > 0) return { findings: [], warnings: [] }
  const reach = solve(world)
  const findings = [
    ...checkReach(reading, world, reach),
    ...checkItems(world, reach),
    ...checkQuests(reading, world, reach),
    ...checkShops(reading, world),
  ]
  return { findings, warnings: checkBalance(reading, reach) }
}

/** Prints the report on the areas beside this file, or on those of the folder given. */
function main(directory: URL | string): number {
  const { findings, warnings, table, summary } = checkAreas(directory)
  for (const finding of findings) console.log(finding.line)
  for (const warning of warnings) console.log(`${warning.line} (a warning)`)
  for (const row of table) console.log(row)
  console.log(summary)
  return findings.length === 0 ? 0 : 1
}

if (import.meta.main) {
  process.exitCode = main(process.argv[2] ?? new URL('.', import.meta.url))
}
