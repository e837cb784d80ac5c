import { defineComponent, u8, u32 } from './define.ts'

/** A thing. */
export const Item = defineComponent('item', {
  columns: {
    weightGrams: u32(), // its own, without what it holds
    fixed: u8(), // 1: it will not budge
    isKey: u8(), // 1: it opens something
  },
  visibleTo: 'room',
  durability: 'told',
})
