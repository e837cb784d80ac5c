import type { Line } from '#protocol/chat.ts'
import type { WireEvent } from '#protocol/event.ts'

/** What a line is to those who hear it. */
export function eventOfLine(line: Line): WireEvent {
  const { number, channel, actor, target, acted, text } = line
  if (target) return { verb: 'tell', fields: { actor, target, text, number } }
  const verb = acted ? 'channelEmote' : 'channel'
  return { verb, fields: { actor, channel, text, number } }
}
