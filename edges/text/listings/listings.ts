import { BELONGINGS } from './belongings.ts'
import { HELP } from './help.ts'
import type { Listing } from './listing.ts'
import { LOOKING } from './looking.ts'
import { WORLD } from './world.ts'

/** Every verb whose text takes more than one sentence. */
export const LISTINGS: ReadonlyMap<string, Listing> = new Map(
  Object.entries({ ...LOOKING, ...BELONGINGS, ...WORLD, ...HELP }),
)
