import { defineComponent, f64, u32 } from './define.ts'

/** That a character belongs to a party; its leader belongs to it, too. */
export const Party = defineComponent('party', {
  columns: {
    leaderUid: f64(), // whose party it is: the leader's uid, wherever in the world that is
    place: u32(), // in the order in which they came; the next leader is the first of them
  },
  visibleTo: 'none',
  durability: 'along',
})
