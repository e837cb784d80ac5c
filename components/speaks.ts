import { defineComponent, f32, text, u32 } from './define.ts'

/** A mobile that says or does something now and then. */
export const Speaks = defineComponent('speaks', {
  columns: {
    everySeconds: f32(), // mean time between its lines
    nextTick: u32(), // when it gives the next
    lines: text(), // one a line; one that begins with ':' is an emote
  },
  visibleTo: 'none',
  durability: 'none',
})
