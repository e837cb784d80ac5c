import type { Command } from '#systems/commands/define.ts'
import type { System } from '#systems/define.ts'
import { accept } from './commands/accept.ts'
import { ask } from './commands/ask.ts'
import { quests } from './commands/quests.ts'
import { talk } from './commands/talk.ts'
import { questSystem } from './questSystem.ts'
import { topicSystem } from './topicSystem.ts'

export { noteUse } from './deeds.ts'
export { handIn } from './handIn.ts'
export { QUEST_TOPICS } from './questTopics.ts'

/** Who is spoken to answers first; then what was done is counted. */
export const QUEST_SYSTEMS: readonly System[] = [topicSystem, questSystem]

export const QUEST_COMMANDS: readonly Command[] = [talk, ask, quests, accept]
