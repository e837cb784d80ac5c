import { COMPANY_SYSTEMS } from './company/company.ts'
import type { System } from './define.ts'
import { linkDeadSystem } from './linkDead.ts'
import { regenSystem } from './regen.ts'
import { resetSystem } from './reset.ts'
import { RULES } from './rules.ts'
import { speakSystem } from './speak.ts'
import { SURROUNDINGS_SYSTEMS } from './surroundings/surroundings.ts'
import { wanderSystem } from './wander.ts'

/**
 * The systems in the order in which a tick runs them.
 *
 * 1. reset: what comes into the world is there before anything else happens
 * 2. wander before speak: who has just come in may speak there, and nobody is heard where they no
 *    longer are
 * 3. the surroundings: who walks somewhere is there when the rules act
 * 4. company: followers walk after whoever has, and are there, too
 * 5. then the rules of this game, in their own order
 * 6. regen after all that moves and acts: a tick ends with everybody's health as it is shown
 * 7. linkDead last: who leaves the world has had its whole tick
 */
export const SCHEDULE: readonly System[] = [
  resetSystem,
  wanderSystem,
  speakSystem,
  ...SURROUNDINGS_SYSTEMS,
  ...COMPANY_SYSTEMS,
  ...RULES.systems,
  regenSystem,
  linkDeadSystem,
]
