import { defineComponent, f64, u32 } from './define.ts'

/** Whom a mobile remembers as its foe. */
export const Grudge = defineComponent('grudge', {
  columns: {
    foeUid: f64(), // uid: the foe may be elsewhere, or out of the world
    untilTick: u32(), // when it forgets
  },
  visibleTo: 'none',
  durability: 'none',
})
