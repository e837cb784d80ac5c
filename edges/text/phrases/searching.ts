import type { Phrases } from './phrase.ts'

/** Finding what is hidden, and coming upon landmarks. */
export const SEARCHING: Phrases = {
  search: {
    actor: 'You begin to search.',
    other: '{the actor} begins to search.',
  },
  searchFails: {
    actor: '',
    other: 'You find nothing. <label>(Another search may.)</>',
  },
  find: {
    actor: 'You have found a way <exit>{way direction}</>!',
    other: '{the actor} has found a way <exit>{way direction}</>!',
  },
  discover: {
    actor: '',
    other: 'You have come upon a landmark: <title>{text}</>. <label>("places" lists them.)</>',
  },
}
