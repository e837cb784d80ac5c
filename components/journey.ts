import { defineComponent, entity, text, u32 } from './define.ts'

/** That a player is walking somewhere by itself, a step at a time. */
export const Journey = defineComponent('journey', {
  columns: {
    ways: text(), // directions still to go, parted by blanks; '': it walks nowhere
    at: entity(), // the room the last step led to: found elsewhere, it has gone its own way
    nextTick: u32(), // when it takes the next step
    goal: text(), // what the player calls the place
  },
  visibleTo: 'none',
  durability: 'along',
})
