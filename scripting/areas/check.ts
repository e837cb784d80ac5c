import { type AreaError, bySource } from './areaError.ts'
import type { AreaReading } from './build.ts'
import { checkExits } from './checkExits.ts'
import { checkReach } from './checkReach.ts'
import { checkTexts } from './checkTexts.ts'
import { checkThings } from './checkThings.ts'
import { readAreas } from './load.ts'

/** What the checker has to say of a folder of areas. */
export interface Report {
  /** In the order of files and lines; empty when all is well. */
  findings: readonly AreaError[]
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
  const findings = [...reading.errors, ...checkTexts(reading), ...checkThings(reading)]
  findings.push(...checkExits(reading))
  // Walking about in half a world would call all the rest out of reach.
  if (reading.errors.length === 0) findings.push(...checkReach(reading))
  findings.sort(bySource)
  return { findings, summary: summaryOf(reading, findings) }
}

function summaryOf({ areas }: AreaReading, findings: readonly AreaError[]): string {
  const sum = (count: (area: (typeof areas)[number]) => number) =>
    areas.reduce((total, area) => total + count(area), 0)
  const checked = [
    counted(areas.length, 'area'),
    counted(
      sum(({ rooms }) => rooms.length),
      'room',
    ),
    counted(
      sum(({ rooms }) => rooms.reduce((total, room) => total + room.exits.length, 0)),
      'exit',
    ),
    counted(
      sum(({ items }) => items.length),
      'item',
    ),
    counted(
      sum(({ mobiles }) => mobiles.length),
      'mobile',
    ),
    counted(
      sum(({ resets }) => resets.length),
      'reset',
    ),
  ]
  const verdict = findings.length === 0 ? 'all well' : counted(findings.length, 'finding')
  return `Checked ${checked.join(', ')}: ${verdict}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Prints the report on the areas beside this file, or on those of the folder given. */
function main(directory: URL | string): number {
  const { findings, summary } = checkAreas(directory)
  for (const finding of findings) console.log(finding.line)
  console.log(summary)
  return findings.length === 0 ? 0 : 1
}

if (import.meta.main) {
  process.exitCode = main(process.argv[2] ?? new URL('.', import.meta.url))
}
