import { defineComponent, u32 } from './define.ts'

/** A thing that holds things. One with a lid has a `Door`, too. */
export const Container = defineComponent('container', {
  columns: {
    capacityGrams: u32(), // the most that may lie in it, all told
  },
  visibleTo: 'room',
  durability: 'told',
})
