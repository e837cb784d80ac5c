import { defineComponent, text, u8 } from './define.ts'

/**
 * What can be opened, closed and locked: the door in an exit, the lid of a container. Invariant:
 * what is locked is closed.
 */
export const Door = defineComponent('door', {
  columns: {
    closed: u8(), // 1: it is
    locked: u8(), // 1: it is
    key: text(), // full id of the item that locks it; '': it has no lock
    resetClosed: u8(), // what a reset puts it back to
    resetLocked: u8(), // what a reset puts it back to
  },
  visibleTo: 'room',
  durability: 'told',
})
