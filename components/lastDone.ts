import { defineComponent, f64, text } from './define.ts'

/**
 * The last that a player asked for and that was done, by the session that asked. It is kept with
 * whatever was done: should the zone begin anew, or the player be in the next, a repeat is known.
 */
export const LastDone = defineComponent('lastDone', {
  columns: {
    edge: text(), // the name of one run of it
    session: f64(), // its number there
    sequence: f64(), // of the intent
  },
  visibleTo: 'none',
  durability: 'lazy',
})
