import type { Phrases } from './phrase.ts'

/** Having a word with people, and what they would have one do. */
export const QUESTING: Phrases = {
  talk: {
    actor: 'You have a word with {the target}.',
    other: '{the actor} has a word with {the target}.',
  },
  ask: {
    actor: 'You ask {the target} about <speech>{text}</>.',
    other: '{the actor} asks {the target} about <speech>{text}</>.',
  },
  questOffered: {
    actor: '',
    other:
      '{the actor} would have you take this up: <title>{title}</>. ' +
      '<label>("accept" does it.)</>',
  },
  questOpen: {
    actor: '',
    other: '{the actor} has something to ask of you. <label>("talk" to hear it.)</>',
  },
  questAwaited: {
    actor: '',
    other: '{the actor} is waiting for a word from you. <label>("talk" to have it.)</>',
  },
  questAbandoned: {
    actor: 'You give up <title>{title}</>.',
    other: '',
  },
}
