import type { WireEvent } from '#protocol/event.ts'

/** [C4] The answer to something that was done. */
export function done(fields: WireEvent['fields'] = {}): WireEvent {
  return { verb: 'done', fields }
}

/** [C4] The answer to something that was not done, in words for the player. */
export function refused(text: string): WireEvent {
  return { verb: 'refused', fields: { text } }
}

export function noChannel(word: string): string {
  return `There is no channel ${quoted(word)}. "channel list" shows those there are.`
}

export function noBoard(word: string): string {
  return `There is no board ${quoted(word)}. "board" lists those there are.`
}

/** Why one who may read a board cannot write there. */
export function readOnly(board: string): string {
  return `You may read what is on "${board}", not write there.`
}

export function noPlayer(word: string): string {
  return `Nobody is called ${quoted(word)}.`
}

/** Why one who is ignored cannot tell or write somebody something. */
export function unwilling(name: string): string {
  return `${name} does not wish to hear from you.`
}

function quoted(word: string): string {
  return `"${word.length > 20 ? `${word.slice(0, 20)}…` : word}"`
}
