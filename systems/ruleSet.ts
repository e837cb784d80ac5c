import type { Command } from './commands/define.ts'
import type { HelpTopic } from './commands/helpTopics.ts'
import type { System } from './define.ts'
import type { RuleHooks } from './zone.ts'

/** A game's rules, so that another can take its place: see `rules.ts`. */
export interface RuleSet extends RuleHooks {
  name: string
  /** Run in each tick after mobiles have moved and spoken, in this order. */
  systems: readonly System[]
  /** Abbreviations find them after all others but those for company, in this order. */
  commands: readonly Command[]
  topics: readonly HelpTopic[]
  /** How much of each there is, for sites that list worlds. */
  counts: Readonly<Record<'levels' | 'skills' | 'classes' | 'races', number>>
}
