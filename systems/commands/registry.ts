import { distance } from 'fastest-levenshtein'
import type { Entity } from '#components/entities.ts'
import { COMPANY_COMMANDS } from '#systems/company/company.ts'
import { GESTURE_LETTERS_MIN, socialFor, socialNames } from '#systems/company/socials.ts'
import { RULES } from '#systems/rules.ts'
import { SURROUNDINGS_COMMANDS } from '#systems/surroundings/surroundings.ts'
import { TALK_COMMANDS } from '#systems/talk/talk.ts'
import type { Zone } from '#systems/zone.ts'
import { alias } from './alias.ts'
import { CLIENT_COMMANDS } from './client.ts'
import { close } from './close.ts'
import { listOf } from './commands.ts'
import type { Command } from './define.ts'
import { drop } from './drop.ts'
import { emote, semipose } from './emote.ts'
import { enter } from './enter.ts'
import { equipment } from './equipment.ts'
import { examine } from './examine.ts'
import { exits } from './exits.ts'
import { FEEDBACK_COMMANDS } from './feedback.ts'
import { get } from './get.ts'
import { give } from './give.ts'
import { go } from './go.ts'
import { helpOn } from './help.ts'
import { hold } from './hold.ts'
import { inventory } from './inventory.ts'
import { junk } from './junk.ts'
import { leave } from './leave.ts'
import { lock } from './lock.ts'
import { look } from './look.ts'
import { MOVES } from './move.ts'
import { open } from './open.ts'
import { POSTED_COMMANDS } from './posted.ts'
import { POSTURE_COMMANDS } from './posture.ts'
import { prompt } from './prompt.ts'
import { put } from './put.ts'
import { quit } from './quit.ts'
import { read } from './read.ts'
import { remove } from './remove.ts'
import { reply } from './reply.ts'
import { say, sayto } from './say.ts'
import { score } from './score.ts'
import { tell } from './tell.ts'
import { SETTING_COMMANDS, toggle } from './toggle.ts'
import { unalias } from './unalias.ts'
import { unlock } from './unlock.ts'
import { wear } from './wear.ts'
import { whisper } from './whisper.ts'
import { who } from './who.ts'
import { wield } from './wield.ts'

/**
 * All commands, in the order in which an abbreviation finds them: `n` is north, `l` is look, `i` is
 * inventory. Common ones come first.
 */
export const COMMANDS: readonly Command[] = [
  open, // before `out`: `o` is open
  ...MOVES,
  look,
  exits, // `ex`, as in the trade; `exa` is examine
  examine,
  get,
  drop,
  junk,
  inventory,
  say,
  tell,
  put,
  give,
  go,
  enter,
  leave,
  equipment,
  wear,
  wield,
  hold,
  read, // before `remove` and `reply`: `re` is read
  remove,
  reply,
  close,
  lock,
  unlock,
  emote,
  who, // before `whisper`: `wh` is who
  whisper,
  score,
  sayto,
  semipose,
  helpOn(() => COMMANDS),
  listOf(() => COMMANDS),
  toggle,
  prompt,
  ...CLIENT_COMMANDS,
  alias,
  unalias,
  quit,
  ...POSTURE_COMMANDS,
  ...SURROUNDINGS_COMMANDS,
  ...RULES.commands,
  ...COMPANY_COMMANDS, // after the rules': `f` is flee
  ...TALK_COMMANDS,
  ...POSTED_COMMANDS,
  ...FEEDBACK_COMMANDS,
  ...SETTING_COMMANDS,
]

const byWord = new Map<string, Command>()
for (const command of COMMANDS) {
  for (const word of [command.name, ...(command.aliases ?? [])]) byWord.set(word, command)
}

/**
 * The command that `word` calls: by its name or alias, else by the first name it begins, else a
 * gesture.
 */
export function commandFor(_zone: Zone, _actor: Entity, word: string): Command | undefined {
  const lower = word.toLowerCase()
  const exact = byWord.get(lower)
  if (exact) return exact
  const begun = COMMANDS.find(({ typedInFull, name }) => !typedInFull && name.startsWith(lower))
  return begun ?? socialFor(lower)
}

/** Slips of the keyboard: up to two letters, and never more than half of the word. */
const DISTANCE_MAX = 2

const NEAREST_MAX = 3

/** Shorter words are slips for too many gestures. */
const GUESS_LETTERS_MIN = 5

/**
 * Names of commands that `word` may be meant for, nearest first, three at most: a slip of the
 * keyboard, or the beginning of one that must be typed in full, or of several gestures.
 */
export function nearestCommands(word: string): string[] {
  const lower = word.toLowerCase().slice(0, 20)
  const whole = COMMANDS.filter(({ typedInFull, name }) => typedInFull && name.startsWith(lower))
  if (whole.length > 0) return whole.map(({ name }) => name)
  const gestures = lower.length >= GESTURE_LETTERS_MIN ? socialNames(lower) : []
  if (gestures.length > 0) return gestures.slice(0, NEAREST_MAX)
  const near = nearest(
    COMMANDS.map(({ name }) => name),
    lower,
  )
  if (near.length > 0 || lower.length < GUESS_LETTERS_MIN) return near
  return nearest(socialNames(''), lower)
}

function nearest(names: readonly string[], word: string): string[] {
  return names
    .map((name) => ({ name, slips: distance(word, name) }))
    .filter(
      ({ name, slips }) => slips <= Math.min(DISTANCE_MAX, Math.min(word.length, name.length) / 2),
    )
    .sort((a, b) => a.slips - b.slips)
    .slice(0, NEAREST_MAX)
    .map(({ name }) => name)
}
