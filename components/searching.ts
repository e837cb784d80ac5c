import { defineComponent, entity, u32 } from './define.ts'

/** That a player is searching a room for what is hidden there. */
export const Searching = defineComponent('searching', {
  columns: {
    room: entity(), // the room it searches; 0: none
    doneTick: u32(), // when it is through
  },
  visibleTo: 'none',
  durability: 'none',
})
