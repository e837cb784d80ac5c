import { defineComponent, entity, f64 } from './define.ts'

/** That a being goes where another goes. */
export const Following = defineComponent('following', {
  columns: {
    leader: entity(), // after whom it walks
    leaderUid: f64(), // the leader's uid: its entity may be another's by now
  },
  visibleTo: 'none',
  durability: 'none',
})
