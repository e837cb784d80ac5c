import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Entry } from './define.ts'

const FOLDER = new URL('.', import.meta.url)

/** The files that declare benches, below this folder; programs that are driven come last. */
export function benchFiles(): string[] {
  const files = globSync('**/*.bench.ts', { cwd: fileURLToPath(FOLDER) })
  const rank = (file: string) => Number(file.includes('/'))
  return files.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}

/** What one of `benchFiles` declares: its default export, one entry or a list of them. */
export async function entriesOf(file: string): Promise<readonly Entry[]> {
  const module: { default: Entry | readonly Entry[] } = await import(new URL(file, FOLDER).href)
  return [module.default].flat()
}

/** Whether one of `words` is in the name of the file or of the entry; all are without words. */
export function isWanted(file: string, entry: Entry, words: readonly string[]): boolean {
  const text = `${file} ${entry.name}`.toLowerCase()
  return words.length === 0 || words.some((word) => text.includes(word.toLowerCase()))
}
