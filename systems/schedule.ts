import type { System } from './define.ts'
import { linkDeadSystem } from './linkDead.ts'
import { regenSystem } from './regen.ts'
import { resetSystem } from './reset.ts'
import { speakSystem } from './speak.ts'
import { wanderSystem } from './wander.ts'

/**
 * The systems in the order in which a tick runs them.
 *
 * 1. reset: what comes into the world is there before anything else happens
 * 2. wander before speak: who has just come in may speak there, and nobody is heard where they no
 *    longer are
 * 3. regen after all that moves and acts: a tick ends with everybody's health as it is shown
 * 4. linkDead last: who leaves the world has had its whole tick
 */
export const SCHEDULE: readonly System[] = [
  resetSystem,
  wanderSystem,
  speakSystem,
  regenSystem,
  linkDeadSystem,
]
