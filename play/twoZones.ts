import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The zones of `twoZones`: all begin in the first. */
export const ZONES = ['cottage', 'croft'] as const

/**
 * Makes a folder of areas in which the cottage stands twice, each in a zone of its own.
 *
 * @param folder  for this alone
 * @returns the folder of areas
 */
export function twoZones(folder: string): string {
  const areas = join(folder, 'areas')
  const [cottage, croft] = ZONES.map((zone) => join(areas, zone)) as [string, string]
  cpSync(new URL('areas/cottage', import.meta.url), cottage, { recursive: true })
  cpSync(cottage, croft, { recursive: true })
  rewrite(join(croft, 'area.yaml'), (file) =>
    file.replace(/^start: .*\n/m, '').replace('zone: cottage', 'zone: croft'),
  )
  return areas
}

/** Has the way north from the kitchen lead over the border, to the other cottage's garden. */
export function openBorder(areas: string): void {
  rewrite(join(areas, 'cottage/rooms.yaml'), (file) =>
    file.replace(/^(\s*)north: garden$/m, '$1north: croft:garden'),
  )
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}
