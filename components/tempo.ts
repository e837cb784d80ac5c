import { defineComponent, f64, u8, u32 } from './define.ts'

/** The rhythm of a being that fights, or is still out of breath. */
export const Tempo = defineComponent('tempo', {
  columns: {
    nextTick: u32(), // when its next round comes
    readyTick: u32(), // when it may use a skill of fighting again
    fleeTick: u32(), // when it may try to flee again
    foeUid: f64(), // uid of the foe: its entity may be another's by now
    began: u8(), // 1: it attacked first
  },
  visibleTo: 'none',
  durability: 'along',
})
