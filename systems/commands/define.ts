import assert from 'node:assert'
import type { AnyComponent } from '#components/define.ts'
import type { Entity } from '#components/entities.ts'
import type { PostureName } from '#components/posture.ts'
import type { WorldEvent } from '#systems/events.ts'
import type { Zone } from '#systems/zone.ts'
import { type CompiledUsage, compileUsage } from './grammar.ts'

/** Why nothing was done, in words for the player. */
export interface Refused {
  refused: string
}

/** What a command did: a refusal, an event for all in the actor's room, or nothing more to tell. */
export type Outcome = Refused | WorldEvent | undefined

/** What the player typed after the command's word, by the names in `usage`. */
export type Args = Readonly<Partial<Record<string, string>>>

export type HelpSection =
  | 'moving'
  | 'looking'
  | 'things'
  | 'talking'
  | 'company'
  | 'fighting'
  | 'magic'
  | 'trade'
  | 'character'
  | 'help'

/** A command as its file declares it. */
export interface CommandDeclaration {
  name: string
  /** Other words for it, each whole; `'` and the like work without a blank after them. */
  aliases?: readonly string[]
  /** `get <item> [from <container>]`: see `grammar.ts`. Several forms are tried in order. */
  usage: string | readonly string[]
  section: HelpSection
  /** One sentence, for lists. */
  help: string
  /** More, for `help <name>`: paragraphs parted by a blank line. */
  more?: string
  /** Topics to read next. */
  seeAlso?: readonly string[]
  /** It must be typed in full: an abbreviation never runs it. */
  typedInFull?: boolean
  /** How ready its user must be at least; by default as `readiness.ts` says of its section. */
  posture?: PostureName
  /** Whether one may use it in a fight; by default as `readiness.ts` says of its section. */
  inFight?: boolean
  /** It changes what lasts: it is refused while that cannot be kept. */
  lasting?: boolean
  /** The components it may write. */
  writes?: readonly AnyComponent[]
  /**
   * @param args  what was typed, by name; `word` is the word that called the command
   */
  run(zone: Zone, actor: Entity, args: Args): Outcome
}

export interface Command extends CommandDeclaration {
  usages: readonly CompiledUsage[]
}

/** Declares a command; `registry.ts` lists them in the order in which abbreviations find them. */
export function defineCommand(declaration: CommandDeclaration): Command {
  assert(/^[a-z]+$/.test(declaration.name), `"${declaration.name}" is no name for a command`)
  const usages = [declaration.usage].flat().map(compileUsage)
  return { ...declaration, usages }
}

/** The answer to a command that changes what lasts, while that cannot be kept. */
export const HELD_BREATH =
  'The world is holding its breath: nothing can be kept. Try again in a moment.'

/** The answer to a player's mistake: what is the matter, or what would work. */
export function refuse(words: string): Refused {
  return { refused: words }
}

export function isRefused(outcome: Outcome): outcome is Refused {
  return outcome !== undefined && 'refused' in outcome
}
