import { defineComponent, u8 } from './define.ts'

/** A thing that gives light where it lies open, or is worn or held. */
export const LightSource = defineComponent('light', {
  columns: {
    lit: u8(), // 1: it shines
  },
  visibleTo: 'room',
  durability: 'told',
})
