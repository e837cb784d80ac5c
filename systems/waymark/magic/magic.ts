import type { Command } from '#systems/commands/define.ts'
import type { System } from '#systems/define.ts'
import { affectSystem } from './affectSystem.ts'
import { castSystem } from './castSystem.ts'
import { ABILITY_LISTS } from './commands/abilities.ts'
import { affects } from './commands/affects.ts'
import { cast } from './commands/cast.ts'
import { practice } from './commands/practice.ts'
import { train } from './commands/train.ts'
import { USES } from './commands/use.ts'
import { learnSystem } from './learnSystem.ts'

/** What is over is over before anybody casts anew. */
export const MAGIC_SYSTEMS: readonly System[] = [affectSystem, castSystem, learnSystem]

export const MAGIC_COMMANDS: readonly Command[] = [
  cast,
  ...USES,
  ...ABILITY_LISTS,
  affects,
  practice,
  train,
]

export { MAGIC_TOPICS } from './magicTopics.ts'
