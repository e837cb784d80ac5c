import type { Ref } from '#protocol/event.ts'

const QUOTED_UNITS_MAX = 40

/** A player's own words in double quotes, cut where an answer would get too long. */
function quoted(words: string): string {
  const shown = words.length > QUOTED_UNITS_MAX ? `${words.slice(0, QUOTED_UNITS_MAX)}…` : words
  return `"${shown}"`
}

export const CHAT_SLOW =
  'The chat does not answer just now. What you asked for is done as soon as it does.'

export const CHAT_AWAY =
  'The chat does not answer, so this may not have been heard. Please try again in a moment.'

export const TOO_MUCH_ASKED = 'One moment: the chat has not caught up with you yet.'

export const TO_ONESELF = 'You need no words to reach yourself: thinking will do.'

export const NOBODY_TOLD = 'Nobody has told you anything yet. "tell <player> <text>" begins a talk.'

export const TELLER_GONE = 'Whoever told you something last is no longer here.'

export function noPlayer(word: string): string {
  return `There is no player ${quoted(word)} here now. "who" lists those there are.`
}

export function notInWorld({ name }: Ref): string {
  return `${name} is not in the world now. "mail send ${name}" leaves a letter.`
}

export function ambiguous(names: readonly string[]): string {
  return `Whom do you mean: ${names.slice(0, -1).join(', ')} or ${names.at(-1)}?`
}

export function ignoredByOneself(name: string): string {
  return `You ignore ${name}. "unignore ${name.toLowerCase()}" changes that.`
}

export function undisturbed(name: string): string {
  return `${name} does not wish to be disturbed now.`
}

export function outOfReach(name: string): string {
  return `${name} has lost the link and cannot hear you now.`
}

export function awayWords(name: string, away: string): string {
  return `${name} is away: ${away}.`
}

export function unreadWords(count: number): string {
  const letters = count === 1 ? 'a letter' : `${count} letters`
  const them = count === 1 ? 'it' : 'them'
  return `You have ${letters} that you have not read yet: "mail" lists ${them}.`
}

/** `12 lines were said`. */
export function missedWords(count: number, max: number): string {
  const lines = count === 1 ? 'One line was' : `${count >= max ? 'Many' : count} lines were`
  return `${lines} said on your channels while you were away: "replay" shows them.`
}
