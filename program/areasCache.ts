import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'

/** What decides how areas are read: their loader, and all that it holds them against. */
const READERS = ['scripting', 'components', 'systems', 'program'].map((folder) =>
  fileURLToPath(new URL(`../${folder}`, import.meta.url)),
)

/** What was read, and the print of all files that it followed from. */
interface Kept<World> {
  print: string
  world: World
}

/**
 * Reads the areas of a folder, with what is told of the rules, or takes them as they were read the
 * last time if no file has changed since: to read them takes half a second, which every start would
 * take.
 *
 * They are kept beside the compiled code of the program, and like that are made anew if they are
 * not there. Faulty areas are never kept.
 *
 * @param read  throws what is wrong with them
 */
export async function areasOnceRead<World>(
  folder: string,
  read: () => Promise<World>,
  directory: string | undefined = getCompileCacheDir(),
): Promise<World> {
  if (directory === undefined) return read()
  // One of sixteen places: what was kept of folders that are no more is written over.
  const file = join(directory, `areas-${hashOf(folder)[0]}`)
  const print = printOf([folder, ...READERS])
  const kept = readKept<World>(file)
  if (kept?.print === print) return kept.world
  const world = await read()
  keep(file, { print, world })
  return world
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

function readKept<World>(file: string): Kept<World> | undefined {
  try {
    return deserialize(readFileSync(file)) as Kept<World>
  } catch {
    // There is none, or it is not whole.
    return undefined
  }
}

function keep(file: string, kept: Kept<unknown>): void {
  try {
    const unfinished = `${file}.${process.pid}`
    writeFileSync(unfinished, serialize(kept))
    renameSync(unfinished, file)
  } catch {
    // It only costs the next start its time.
  }
}
