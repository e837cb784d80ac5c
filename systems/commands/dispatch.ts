import type { Entity } from '#components/entities.ts'
import { roomOf } from '#systems/containment.ts'
import type { Zone } from '#systems/zone.ts'
import { expandAlias } from './alias.ts'
import { type Command, HELD_BREATH, isRefused, type Outcome, refuse } from './define.ts'
import { parseArguments } from './grammar.ts'
import { oneOf } from './oneOf.ts'
import { unreadiness } from './readiness.ts'
import { commandFor, nearestCommands } from './registry.ts'

/** Words that need no blank after them: `'hello`, `:smiles`. */
const SYMBOLS = /^(['":;?+])\s*(.*)$/su

/** `help/search lamp`: some worlds write the form of a command so. */
const SWITCH = /^([a-z]+)\/([a-z]+)(?:\s+(.*))?$/isu

/** Line ends, escapes and their like, and what turns the direction of all text after it. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/**
 * Runs one line that a player typed, and reports what came of it.
 *
 * Control characters become blanks here, before anybody could be shown them.
 *
 * @returns the command that ran; undefined if none was found
 */
export function runLine(zone: Zone, actor: Entity, typed: string): Command | undefined {
  const { word, rest } = split(expandAlias(zone, actor, typed.replace(CONTROLS, ' ').trim()))
  if (word === '') return undefined
  const command = commandFor(zone, actor, word)
  if (!command) {
    reportOutcome(zone, actor, unknown(zone, word))
    return undefined
  }
  if (command.lasting && zone.holdsBreath) {
    reportOutcome(zone, actor, refuse(HELD_BREATH))
    return command
  }
  const unready = unreadiness(zone, actor, command)
  if (unready) {
    reportOutcome(zone, actor, unready)
    return command
  }
  const args = { ...parseArguments(command.usages, rest), word: word.toLowerCase() }
  const outcome = command.run(zone, actor, args)
  if (outcome === undefined || !isRefused(outcome)) zone.rules.used(zone, actor, command.name)
  reportOutcome(zone, actor, outcome)
  return command
}

function split(line: string): { word: string; rest: string } {
  const symbol = SYMBOLS.exec(line)
  if (symbol) return { word: symbol[1]!, rest: symbol[2]! }
  const switched = SWITCH.exec(line)
  if (switched) return { word: switched[1]!, rest: `${switched[2]!} ${switched[3] ?? ''}` }
  const blank = line.search(/\s/)
  if (blank < 0) return { word: line, rest: '' }
  return { word: line.slice(0, blank), rest: line.slice(blank + 1) }
}

function unknown(zone: Zone, word: string): Outcome {
  const instead = zone.rules.insteadOf(word.toLowerCase())
  if (instead !== undefined) return refuse(`There is no command "${word}": type "${instead}".`)
  const shown = word.length > 20 ? `${word.slice(0, 20)}…` : word
  const near = nearestCommands(word)
  const hint = near.length > 0 ? `Did you mean ${oneOf(near)}?` : 'Try "commands" for a list.'
  return refuse(`There is no command "${shown}". ${hint}`)
}

/** Tells what a command did: a refusal to the actor, an event to all in its room. */
function reportOutcome(zone: Zone, actor: Entity, outcome: Outcome): void {
  if (outcome === undefined) return
  if (isRefused(outcome)) zone.report.tell(actor, { verb: 'refuse', text: outcome.refused })
  else zone.report.show(roomOf(zone, actor), outcome)
}
