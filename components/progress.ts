import { defineComponent, u16, u32 } from './define.ts'

/** How far a character has come. */
export const Progress = defineComponent('progress', {
  columns: {
    level: u16(), // from 1
    experience: u32(), // points of its whole life
    next: u32(), // points of the whole life at which the next level begins; 0: there is none
    practices: u16(), // lessons it may still take from a trainer
  },
  visibleTo: 'self',
  durability: 'told',
})
