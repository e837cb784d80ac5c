import type { Phrases } from './phrase.ts'

/** What is done with things. */
export const THINGS: Phrases = {
  get: {
    actor: 'You take {the things}[ from {the container}].',
    other: '{the actor} takes {the things}[ from {the container}].',
  },
  drop: {
    actor: 'You put down {the things}.',
    other: '{the actor} puts down {the things}.',
  },
  junk: {
    actor: 'You throw {the item} away, for good.',
    other: '{the actor} throws {the item} away, for good.',
  },
  put: {
    actor: 'You put {the things} into {the container}.',
    other: '{the actor} puts {the things} into {the container}.',
  },
  give: {
    actor: 'You give {the things} to {the target}.',
    target: '{the actor} gives you {the things}.',
    other: '{the actor} gives {the things} to {the target}.',
  },
  wear: {
    actor: 'You put on {the things}.',
    other: '{the actor} puts on {the things}.',
  },
  wield: {
    actor: 'You take {the things} in hand, ready for use.',
    other: '{the actor} takes {the things} in hand, ready for use.',
  },
  hold: {
    actor: 'You hold {the things}.',
    other: '{the actor} holds {the things}.',
  },
  remove: {
    actor: 'You remove {the things}.',
    other: '{the actor} removes {the things}.',
  },
  examine: {
    actor: '',
    target: '{the actor} looks closely at you.',
    other: '{the actor} looks closely at [{the item}|{the target}].',
  },
}
