import { defineComponent, f64 } from './define.ts'

/** Who told a player something last: whom `reply` answers. */
export const LastTold = defineComponent('lastTold', {
  columns: {
    uid: f64(), // the teller's
  },
  visibleTo: 'none',
  durability: 'along',
})
