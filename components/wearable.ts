import { defineComponent, text, u8 } from './define.ts'

/** A thing that can be worn, wielded or held. */
export const Wearable = defineComponent('wearable', {
  columns: {
    slot: text(), // where: 'head', 'wield', …
    worn: u8(), // 1: its holder wears it
  },
  visibleTo: 'room',
  durability: 'told',
})
