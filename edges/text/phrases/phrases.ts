import { MOVING } from './moving.ts'
import type { Phrases } from './phrase.ts'
import { TALKING } from './talking.ts'
import { THINGS } from './things.ts'

/** Every verb that one sentence tells. Verbs that take more are in `listings/`. */
export const PHRASES: Phrases = { ...MOVING, ...THINGS, ...TALKING }
