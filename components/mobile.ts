import { defineComponent, u8 } from './define.ts'

/** A person or creature that the world moves. */
export const Mobile = defineComponent('mobile', {
  columns: {
    lively: u8(), // 1: it acts on its own (see Wanders and Speaks)
  },
  visibleTo: 'room',
  durability: 'none',
})
