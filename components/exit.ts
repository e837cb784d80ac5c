import { defineComponent, entity, text, u32 } from './define.ts'

/** A way out of the room that holds it. */
export const Exit = defineComponent('exit', {
  columns: {
    direction: text(), // 'north', 'in', …
    to: entity(), // the room it leads to
    toNumber: u32(), // that room's number, for clients' maps
    opposite: entity(), // the exit back, with which it shares its door; 0: none
  },
  visibleTo: 'room',
  durability: 'none',
})
