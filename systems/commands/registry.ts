import { distance } from 'fastest-levenshtein'
import type { Entity } from '#components/entities.ts'
import type { Zone } from '#systems/zone.ts'
import { alias } from './alias.ts'
import { close } from './close.ts'
import { listOf } from './commands.ts'
import type { Command } from './define.ts'
import { drop } from './drop.ts'
import { emote, semipose } from './emote.ts'
import { enter } from './enter.ts'
import { equipment } from './equipment.ts'
import { examine } from './examine.ts'
import { exits } from './exits.ts'
import { get } from './get.ts'
import { give } from './give.ts'
import { go } from './go.ts'
import { helpOn } from './help.ts'
import { hold } from './hold.ts'
import { inventory } from './inventory.ts'
import { leave } from './leave.ts'
import { lock } from './lock.ts'
import { look } from './look.ts'
import { MOVES } from './move.ts'
import { open } from './open.ts'
import { put } from './put.ts'
import { quit } from './quit.ts'
import { read } from './read.ts'
import { remove } from './remove.ts'
import { reply } from './reply.ts'
import { say, sayto } from './say.ts'
import { score } from './score.ts'
import { tell } from './tell.ts'
import { screenreader, toggle } from './toggle.ts'
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
  screenreader,
  alias,
  unalias,
  quit,
]

const byWord = new Map<string, Command>()
for (const command of COMMANDS) {
  for (const word of [command.name, ...(command.aliases ?? [])]) byWord.set(word, command)
}

/**
 * The command that `word` calls: by its name or alias, else by the first name it begins.
 */
export function commandFor(_zone: Zone, _actor: Entity, word: string): Command | undefined {
  const lower = word.toLowerCase()
  const exact = byWord.get(lower)
  if (exact) return exact
  return COMMANDS.find((command) => !command.typedInFull && command.name.startsWith(lower))
}

/** Slips of the keyboard: up to two letters, and never more than half of the word. */
const DISTANCE_MAX = 2

/**
 * Names of commands that `word` may be meant for, nearest first, three at most: a slip of the
 * keyboard, or the beginning of one that must be typed in full.
 */
export function nearestCommands(word: string): string[] {
  const lower = word.toLowerCase().slice(0, 20)
  const whole = COMMANDS.filter(({ typedInFull, name }) => typedInFull && name.startsWith(lower))
  if (whole.length > 0) return whole.map(({ name }) => name)
  return COMMANDS.map(({ name }) => ({ name, slips: distance(lower, name) }))
    .filter(
      ({ name, slips }) => slips <= Math.min(DISTANCE_MAX, Math.min(lower.length, name.length) / 2),
    )
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 3)
    .map(({ name }) => name)
}
