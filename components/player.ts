import { defineComponent, u8, u32 } from './define.ts'

/** A person's own character. */
export const Player = defineComponent('player', {
  columns: {
    linkDead: u8(), // 1: no terminal is connected; the body waits
    linkDeadSinceTick: u32(), // tick at which the link was lost
  },
  visibleTo: 'room',
  durability: 'none',
})
