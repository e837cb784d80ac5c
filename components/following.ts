import { defineComponent, f64, u32 } from './define.ts'

/** That a being goes where another goes. */
export const Following = defineComponent('following', {
  columns: {
    leaderUid: f64(), // after whom it walks, by its uid
    untilTick: u32(), // while the leader is in another zone: when it is waited for no more
  },
  visibleTo: 'none',
  durability: 'along',
})
