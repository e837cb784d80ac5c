import { pagesOf } from '#systems/commands/helpPages.ts'
import { COMMANDS } from '#systems/commands/registry.ts'
import type { RuleSet } from '#systems/ruleSet.ts'
import { RULES } from '#systems/rules.ts'

/** What edges say of the rules: a process that runs no zone need not load those for it. */
export interface RuleFacts {
  /** Words that commands go by: nobody may be called so. */
  commandWords: readonly string[]
  helpFiles: number
  counts: RuleSet['counts']
}

export function ruleFacts(): RuleFacts {
  return {
    commandWords: COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
    helpFiles: pagesOf(COMMANDS).length,
    counts: RULES.counts,
  }
}
