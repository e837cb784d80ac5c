import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

/**
 * Finds this program's own modules without asking the disk, when this module is imported: once in
 * each thread, before the others.
 *
 * Node looks for each import in every folder above it, reads their package.json and asks whether
 * the file is one: of several hundred modules that is a third of the time they take to load. Ours
 * are named in full, by `imports` of package.json or from their own folder, and so are those of
 * the libraries that have the most. Should one not be there, loading it says so.
 */

const ROOT = new URL('../', import.meta.url).href

/** Libraries whose ES modules name each other in full, and are all of one package. */
const LIBRARIES = ['kysely/dist/', 'hono/dist/', 'zod/'].map(
  (name) => `${ROOT}node_modules/${name}`,
)

const manifest = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
  imports: Record<string, string>
}
const folders = new Map(
  Object.entries(manifest.imports).map(([name, place]) => [
    name.slice(0, -'*'.length),
    new URL(place.slice(0, -'*'.length), ROOT).href,
  ]),
)

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '' } = context
    const ours = specifier.endsWith('.ts') ? urlOfOurs(specifier, parentURL) : undefined
    if (ours !== undefined) return { url: ours, format: 'module-typescript', shortCircuit: true }
    const isTheirs = specifier.endsWith('.js') && context.conditions.includes('import')
    const theirs = isTheirs ? urlOfTheirs(specifier, parentURL) : undefined
    if (theirs !== undefined) return { url: theirs, format: 'module', shortCircuit: true }
    return next(specifier, context)
  },
})

function urlOfOurs(specifier: string, parent: string): string | undefined {
  if (specifier.startsWith('#')) {
    const end = specifier.indexOf('/') + 1
    const folder = folders.get(specifier.slice(0, end))
    return folder === undefined ? undefined : folder + specifier.slice(end)
  }
  if (!specifier.startsWith('./') || !parent.startsWith(ROOT)) return undefined
  return parent.slice(0, parent.lastIndexOf('/') + 1) + specifier.slice('./'.length)
}

function urlOfTheirs(specifier: string, parent: string): string | undefined {
  const isWithin = specifier.startsWith('.') && LIBRARIES.some((each) => parent.startsWith(each))
  return isWithin ? new URL(specifier, parent).href : undefined
}
