import { defineComponent, entity, f64, u32 } from './define.ts'

/** That a character belongs to a party; its leader belongs to it, too. */
export const Party = defineComponent('party', {
  columns: {
    leader: entity(), // whose party it is
    leaderUid: f64(), // the leader's uid: its entity may be another's by now
    place: u32(), // in the order in which they came; the next leader is the first of them
  },
  visibleTo: 'none',
  durability: 'none',
})
