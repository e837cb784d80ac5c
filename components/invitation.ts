import { defineComponent, f64, u32 } from './define.ts'

/** That a character has been asked to join a party, and has not answered. */
export const Invitation = defineComponent('invitation', {
  columns: {
    fromUid: f64(), // who asked
    untilTick: u32(), // when it lapses
  },
  visibleTo: 'none',
  durability: 'none',
})
