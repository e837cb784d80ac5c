import type { Playing } from '#edges/presence/presence.ts'
import { type Fields, textOf } from '#edges/text/fields.ts'
import type { WireEvent } from '#protocol/event.ts'
import type { ChatLink } from './chatLink.ts'
import type { Ears, Hearing } from './ears.ts'

/** What a desk answers a wish with. */
export type Answer = WireEvent | readonly WireEvent[] | undefined

/** What desks have in common. */
export interface DeskContext {
  link: ChatLink
  character: { uid: number; name: string }
  ears: Ears
  playing: Playing
  hearing(): Hearing
  /** Asks chat in the player's name, who is told where that takes long. */
  ask(verb: string, fields: Fields): Promise<WireEvent>
  /** Has the player write a text, line by line, and then something done with it. */
  compose(title: string, finish: (text: string) => Promise<Answer>): Answer
  /** Tells the player that something takes long. */
  slow(): void
}

/** A part of the chat, for one player. */
export interface Desk {
  /** Undefined: `deed` is none of this desk's. */
  answer(deed: string, fields: Fields): Promise<Answer> | undefined
}

/** Why nothing was done, to be shown to the player. */
export function refuse(text: string): WireEvent {
  return { verb: 'refuse', fields: { text } }
}

export function note(text: string): WireEvent {
  return { verb: 'note', fields: { text } }
}

/** What chat has refused, to be shown to the player; undefined if it has not. */
export function refusalIn({ verb, fields }: WireEvent): WireEvent | undefined {
  return verb === 'refused' ? refuse(textOf(fields, 'text')) : undefined
}
