import { defineComponent, text, u32 } from './define.ts'

/** That a being is somebody's character, in this zone's keeping. */
export const Membership = defineComponent('membership', {
  columns: {
    revision: u32(), // that of the state with which it came: one that is older is refused
    arrival: text(), // of one on its way into another zone: how it will come; else ''
  },
  visibleTo: 'none',
  durability: 'told',
})
