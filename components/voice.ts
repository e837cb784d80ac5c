import { defineComponent, u32 } from './define.ts'

/** That a character has shouted. */
export const Voice = defineComponent('voice', {
  columns: {
    readyTick: u32(), // when it may shout again
  },
  visibleTo: 'none',
  durability: 'along',
})
