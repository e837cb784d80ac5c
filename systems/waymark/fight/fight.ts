import type { Command } from '#systems/commands/define.ts'
import type { System } from '#systems/define.ts'
import { assist } from './commands/assist.ts'
import { attributes } from './commands/attributes.ts'
import { backstab } from './commands/backstab.ts'
import { bash } from './commands/bash.ts'
import { consider } from './commands/consider.ts'
import { diagnose } from './commands/diagnose.ts'
import { flee } from './commands/flee.ts'
import { kick } from './commands/kick.ts'
import { kill } from './commands/kill.ts'
import { levels } from './commands/levels.ts'
import { rescue } from './commands/rescue.ts'
import { wimpy } from './commands/wimpy.ts'
import { corpseSystem } from './corpse.ts'
import { fightSystem } from './fightSystem.ts'
import { huntSystem } from './huntSystem.ts'
import { spiritSystem } from './spiritSystem.ts'
import { statureSystem } from './statureSystem.ts'
import { temperSystem } from './temperSystem.ts'

/**
 * 1. stature: what players have put on or how they sit down counts in this tick's blows
 * 2. hunt before temper: who has caught up may attack at once
 * 3. fight, then corpses, and spirit at the end, as health is
 */
export const FIGHT_SYSTEMS: readonly System[] = [
  statureSystem,
  huntSystem,
  temperSystem,
  fightSystem,
  corpseSystem,
  spiritSystem,
]

/** Abbreviations find those first that are needed in haste. */
export const FIGHT_COMMANDS: readonly Command[] = [
  kill,
  flee,
  kick,
  bash,
  backstab,
  rescue,
  assist,
  consider,
  diagnose,
  wimpy,
  attributes,
  levels,
]

export { FIGHT_TOPICS } from './fightTopics.ts'
