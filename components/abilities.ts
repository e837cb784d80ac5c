import { defineComponent, text } from './define.ts'

/** The skills and spells that a character knows. */
export const Abilities = defineComponent('abilities', {
  columns: {
    list: text(), // `name percent`, parted by `;`
  },
  visibleTo: 'self',
  durability: 'told',
})
