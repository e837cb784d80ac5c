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
  const shown = word.length > 20 ? `${word.slice(0, 20)}…` : word
  return `There is no channel "${shown}". "channel list" shows those there are.`
}
