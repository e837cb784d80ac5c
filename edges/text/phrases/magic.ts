import type { Phrases } from './phrase.ts'

/** Spells, what works upon one for a time, things that are used up, and lessons. */
export const MAGIC: Phrases = {
  cast: {
    actor: 'You cast {text}[ on {the target}].',
    target: '{the actor} casts {text} on you.',
    other: '{the actor} casts {text}[ on {the target}].',
  },
  castFails: {
    actor: 'You begin to cast {text}, and lose the thread.',
    other: '{the actor} mutters something, and loses the thread.',
  },
  resist: {
    actor: 'It <good>does not take hold</> of you.',
    other: 'It does not take hold of {the actor}.',
  },
  mend: {
    actor: 'You feel better: <good>{count} health</>.',
    other: '{the actor} looks better.',
  },
  mendNothing: { actor: 'It does you good, though there was nothing to mend.', other: '' },
  spark: {
    actor: 'A spark leaps from your hand, and {force share}burns {the target}.',
    target: 'A spark leaps from the hand of {the actor}, and <bad>{force share}burns</> you.',
    other: 'A spark leaps from the hand of {the actor}, and {force share}burns {the target}.',
  },
  vanish: {
    actor: 'The ground lets go of you, and puts you down elsewhere.',
    other: '{the actor} grows thin as a thought, and is not here any more.',
  },
  blessBegins: {
    actor: 'You feel that things will go <good>right</> for a while.',
    other: '{the actor} stands as if a light were falling from somewhere.',
  },
  blessEnds: { actor: 'Things will go as they go again: the blessing is over.', other: '' },
  shieldBegins: {
    actor: 'The air about you grows <good>thick</>, and will turn an edge.',
    other: 'The air about {the actor} grows thick.',
  },
  shieldEnds: {
    actor: 'The air about you is thin again: your shield is gone.',
    other: 'The air about {the actor} clears.',
  },
  lightBegins: {
    actor: 'A soft light comes out of you, and stays.',
    other: '{the actor} begins to shine softly.',
  },
  lightEnds: { actor: 'Your light goes out.', other: 'The light of {the actor} goes out.' },
  hasteBegins: {
    actor: 'Everybody else seems to be wading: you are <good>quick</>.',
    other: '{the actor} is all at once very quick.',
  },
  hasteEnds: {
    actor: 'You are as slow as everybody else again.',
    other: '{the actor} is as slow as everybody else again.',
  },
  blindBegins: {
    actor: 'A grey veil <bad>falls over your eyes</>.',
    other: '{the actor} blinks, and gropes about.',
  },
  blindEnds: { actor: 'You see clearly again.', other: '{the actor} sees clearly again.' },
  poisonBegins: {
    actor: 'Something <bad>cold and wrong</> spreads through you: poison.',
    other: '{the actor} turns a poor colour.',
  },
  poisonEnds: {
    actor: 'You are <good>free of the poison</>.',
    other: '{the actor} has a better colour again.',
  },
  poisonHurts: {
    actor: 'The poison <bad>{force share}gnaws</> at you.',
    other: '{the actor} is bent double for a moment.',
  },
  affectFades: { actor: 'Your {affect text} will not last much longer.', other: '' },
  improve: {
    actor: 'You are getting the hang of it: {text} is at <good>{count}</> of a hundred.',
    other: '',
  },
  use: {
    actor: 'You use {the item}[ on {the target}].',
    target: '{the actor} uses {item} on you.',
    other: '{the actor} uses {item}[ on {the target}].',
  },
  eat: { actor: 'You eat {the item}.', other: '{the actor} eats {item}.' },
  drink: { actor: 'You drink from {the item}.', other: '{the actor} drinks from {item}.' },
  recite: {
    actor: 'You recite {the item}[ at {the target}].',
    target: '{the actor} recites {item} at you.',
    other: '{the actor} recites {item}[ at {the target}].',
  },
  lesson: {
    actor:
      '{the target} gives you a lesson in {text} for {coins price}: you know <good>{count}</> ' +
      'of a hundred now.',
    target: 'You give {the actor} a lesson in {text}.',
    other: '{the target} gives {the actor} a lesson in {text}.',
  },
  train: {
    actor:
      '{the target} puts you through it for {coins price}: your {text} is <good>{count}</> now.',
    target: 'You put {the actor} through it.',
    other: '{the target} puts {the actor} through it.',
  },
}
