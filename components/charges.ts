import { defineComponent, u8 } from './define.ts'

/** That a thing has been used: one without this component is as new. */
export const Charges = defineComponent('charges', {
  columns: {
    left: u8(), // how often it can still be used
  },
  visibleTo: 'none',
  durability: 'told',
})
