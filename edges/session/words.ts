import type { FarewellReason } from '#protocol/frame.ts'
import type { TextName } from './texts.ts'

/** What a player reads last. */
export const FAREWELL: Readonly<Record<FarewellReason, string>> = {
  quit: 'Until next time.',
  takeover: 'You have connected from elsewhere.',
  unavailable: 'The world cannot take you in just now. Please try again in a moment.',
  shutdown: 'The world is closing for a moment. Come back soon.',
  busy: 'The world is very busy just now. Please try again in a moment.',
}

/** The world goes on, and its players stand in it meanwhile. */
export const EDGE_RESTARTS =
  'This way in is restarting. Connect again in a moment: you are where you were.'

export const PASSWORD_CHANGED =
  'The password of this account was changed elsewhere. Please sign in with the new one.'

export const LINE_TOO_LONG =
  'That line was too long and has been left out: 4,096 bytes are the most.'

export const WORLD_STALLED =
  'The world pauses. What you have typed will be done as soon as it goes on.'

/** `1 line`, `1,234 lines`. */
function linesOf(count: number): string {
  return count === 1 ? '1 line' : `${count.toLocaleString('en')} lines`
}

export function droppedWords(lines: number): string {
  const were = lines === 1 ? 'was' : 'were'
  return `You type faster than the world can follow: ${linesOf(lines)} ${were} left out.`
}

export function clearedWords(lines: number): string {
  return lines === 0 ? 'Nothing was waiting.' : `${linesOf(lines)} that waited will not be done.`
}

/** Names in a list of those who play; the others are counted. */
const NAMES_SHOWN_MAX = 100

export function whoWords(names: readonly string[]): string {
  if (names.length === 0) return 'Nobody is playing just now.'
  const shown = names.slice(0, NAMES_SHOWN_MAX)
  const rest = names.length - shown.length
  if (rest > 0) shown.push(`${rest.toLocaleString('en')} more`)
  const list = new Intl.ListFormat('en').format(shown)
  return names.length === 1 ? `One is playing: ${list}.` : `${names.length} are playing: ${list}.`
}

/** What is said in place of a text that has not been written. */
export const NOTHING_POSTED: Readonly<Record<TextName, string>> = {
  motd: 'There is no message of the day.',
  news: 'There is no news.',
  rules: 'No rules have been written down here.',
  credits: 'Nobody has been named here yet.',
}

export const NEWS_UNREAD = 'There is news that you have not read yet: type "news".'

export const TICKETS_UNREACHABLE =
  'Tickets cannot be reached just now, so nothing could be written down. Please try again in a ' +
  'moment.'

export const STILL_WRITING = 'One moment: your last ticket is still being looked after.'

export function ticketWords(number: number): string {
  return `Thank you: this is ticket ${number}. "tickets" tells what becomes of it.`
}
