import type { Phrases } from './phrase.ts'

/** Blows, flight, death, and what one learns from them. */
export const FIGHTING: Phrases = {
  attack: {
    actor: 'You attack {the target}!',
    target: '<bad>{the actor} attacks you!</>',
    other: '{the actor} attacks {the target}!',
  },
  hit: {
    actor: 'You {force share}{blow} {the target}.',
    target: '{the actor} <bad>{force share}{does blow}</> you.',
    other: '{the actor} {force share}{does blow} {the target}.',
  },
  miss: {
    actor: 'You {blow} at {the target}, and miss.',
    other: '{the actor} {does blow} at {the target}, and misses.',
  },
  dodge: {
    actor: 'You dodge a blow from {the target}.',
    target: '{the actor} dodges your blow.',
    other: '{the actor} dodges a blow from {the target}.',
  },
  parry: {
    actor: 'You parry a blow from {the target}.',
    target: '{the actor} parries your blow.',
    other: '{the actor} parries a blow from {the target}.',
  },
  kick: {
    actor: 'You {force share}kick {the target}.',
    target: '{the actor} <bad>{force share}kicks</> you.',
    other: '{the actor} {force share}kicks {the target}.',
  },
  kickMisses: {
    actor: 'You kick at {the target}, and nearly fall over.',
    other: '{the actor} kicks at {the target}, and nearly falls over.',
  },
  bash: {
    actor: 'You throw yourself at {the target}, who goes down.',
    target: '{the actor} comes at you like a door, and <bad>you go down</>.',
    other: '{the actor} runs into {the target}, who goes down.',
  },
  bashMisses: {
    actor: 'You throw yourself at {the target}, and <bad>at the ground</>.',
    target: '{the actor} comes at you, and goes past, and down.',
    other: '{the actor} runs at {the target}, and goes past, and down.',
  },
  backstab: {
    actor: 'You step out of nowhere, and {force share}stab {the target} from behind.',
    target: '{the actor} steps out of nowhere, and <bad>{force share}stabs</> you from behind.',
    other: '{the actor} steps out of nowhere, and {force share}stabs {the target} from behind.',
  },
  backstabMisses: {
    actor: 'You step out of nowhere, and {the target} has seen you come.',
    target: '{the actor} tries to come at you from behind, too loudly.',
    other: '{the actor} tries to come at {the target} from behind, too loudly.',
  },
  rescue: {
    actor: 'You step between {the target} and the blows.',
    target: '{the actor} steps between you and the blows.',
    other: '{the actor} steps between {the target} and the blows.',
  },
  rescueFails: {
    actor: 'You cannot get through to {the target}.',
    target: '{the actor} tries to get through to you, in vain.',
    other: '{the actor} tries to get through to {the target}, in vain.',
  },
  assist: {
    actor: 'You come to the aid of {the target}.',
    target: '{the actor} comes to your aid.',
    other: '{the actor} comes to the aid of {the target}.',
  },
  flee: {
    actor: 'You run for it, {way direction}.',
    other: '{the actor} runs for it, {way direction}.',
  },
  fleeFails: {
    actor: 'You look for a gap, and there is none just now.',
    other: '{the actor} tries to get away, and cannot.',
  },
  rouse: {
    actor: 'You scramble to your feet.',
    other: '{the actor} scrambles up.',
  },
  spare: {
    actor: '',
    other: '{the actor} stands there with empty eyes, and is left in peace.',
  },
  die: {
    actor: '',
    target: 'You have killed {the actor}.',
    other: '{the actor} is dead[, killed by {the target}].',
  },
  fall: {
    actor:
      'Your knees give way. The noise draws off, as if somebody were closing one door after ' +
      'another, and nothing hurts any more.',
    target: '{the actor} falls, grows pale as mist, and is gone.',
    other: '{the actor} falls[ to {the target}], grows pale as mist, and is gone.',
  },
  revive: {
    actor:
      'You wake under a blanket that is not yours. All that you had is still with you, and you ' +
      'are as weak as a kitten. Rest a while; "stand" when you feel like it.',
    other: '{actor} stirs under a blanket, and wakes.',
  },
  experience: { actor: 'You have learnt something: <good>{count}</> experience.', other: '' },
  experienceLost: {
    actor: 'A little of what you had learnt has slipped your mind: {count} experience.',
    other: '',
  },
  levelUp: {
    actor:
      '<title>You have reached level {count}.</> You are hardier than you were, and there are ' +
      'new lessons for you to take. <label>("practice" tells where.)</>',
    other: '{the actor} stands a little taller: <title>level {count}</>.',
  },
  decay: {
    actor: '',
    other: '{the container} falls to dust[, and leaves {the things} behind].',
  },
}
