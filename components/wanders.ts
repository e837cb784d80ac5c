import { defineComponent, f32, u32 } from './define.ts'

/** A mobile that walks about its area. */
export const Wanders = defineComponent('wanders', {
  columns: {
    everySeconds: f32(), // mean time between its steps
    nextTick: u32(), // when it takes the next
  },
  visibleTo: 'none',
  durability: 'none',
})
