import { defineComponent, u32 } from './define.ts'

/** That an item is the body of something dead. */
export const Corpse = defineComponent('corpse', {
  columns: {
    decaysAtTick: u32(), // when it and what is left in it are gone; a start begins at tick 0
  },
  visibleTo: 'room',
  durability: 'told',
})
