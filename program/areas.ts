import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AreaDefinition } from '#components/definition.ts'
import { areasOnceRead } from './areasCache.ts'
import type { RuleFacts } from './ruleFacts.ts'
import { fileFault, StartError } from './startError.ts'

const SHIPPED = new URL('../scripting/areas/', import.meta.url)

/** What a process must know of the world, whether it runs zones or not. */
export interface LoadedWorld {
  areas: readonly AreaDefinition[]
  ruleFacts: RuleFacts
}

/**
 * Loads the areas of the world: those below `folder`, or those that come along.
 *
 * @throws {StartError} if the folder cannot be read or holds no area
 * @throws an error with the code AREA_ERRORS and a line for each fault of each file
 */
export async function loadWorld(folder: string | undefined): Promise<LoadedWorld> {
  const place = folder ?? fileURLToPath(SHIPPED)
  const refuse = (reason: string, cause?: unknown) => {
    const sentence = `Cannot load the areas in "${place}": ${reason}`
    return new StartError('AREAS_UNREADABLE', `${sentence}; LOAM_AREAS names their folder`, cause)
  }
  if (countFolders(place, refuse) === 0) throw refuse('there is none')
  return areasOnceRead(place, async () => {
    // With all that it needs, it is seldom needed.
    const { loadAreas } = await import('#scripting/areas/load.ts')
    const { ruleFacts } = await import('./ruleFacts.ts')
    return { areas: loadAreas(place), ruleFacts: ruleFacts() }
  })
}

function countFolders(place: string, refuse: (reason: string, cause: unknown) => Error): number {
  try {
    const entries = readdirSync(place, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).length
  } catch (cause) {
    throw refuse(fileFault(cause), cause)
  }
}
