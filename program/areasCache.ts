import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import type { AreaDefinition } from '#components/definition.ts'

/** What decides how areas are read: their loader, and all that it holds them against. */
const READERS = ['scripting', 'components', 'systems'].map((folder) =>
  fileURLToPath(new URL(`../${folder}`, import.meta.url)),
)

/** Areas as they were read, and the print of all files that they followed from. */
interface Kept {
  print: string
  areas: AreaDefinition[]
}

/**
 * Reads the areas of a folder, or takes them as they were read the last time if no file has changed
 * since: to read them takes a third of a second, which every start would take.
 *
 * They are kept beside the compiled code of the program, and like that are made anew if they are
 * not there. Faulty areas are never kept.
 *
 * @param read  throws what is wrong with them
 */
export async function areasOnceRead(
  folder: string,
  read: () => Promise<AreaDefinition[]>,
  directory: string | undefined = getCompileCacheDir(),
): Promise<AreaDefinition[]> {
  if (directory === undefined) return read()
  // One of sixteen places: what was kept of folders that are no more is written over.
  const file = join(directory, `areas-${hashOf(folder)[0]}`)
  const print = printOf([folder, ...READERS])
  const kept = readKept(file)
  if (kept?.print === print) return kept.areas
  const areas = await read()
  keep(file, { print, areas })
  return areas
}

/** Changes with every file below `folders`: none is ever written without a new time. */
function printOf(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const { size, mtimeMs, ctimeMs } = statSync(path)
      hash.update(`${path} ${size} ${mtimeMs} ${ctimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

function hashOf(words: string): string {
  return createHash('sha256').update(words).digest('hex')
}

function readKept(file: string): Kept | undefined {
  try {
    return deserialize(readFileSync(file)) as Kept
  } catch {
    // There is none, or it is not whole.
    return undefined
  }
}

function keep(file: string, kept: Kept): void {
  try {
    const unfinished = `${file}.${process.pid}`
    writeFileSync(unfinished, serialize(kept))
    renameSync(unfinished, file)
  } catch {
    // It only costs the next start its time.
  }
}
