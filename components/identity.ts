import { defineComponent, f64, text, u32 } from './define.ts'

/** Who an entity is, for as long as the world stands. Every entity has one. */
export const Identity = defineComponent('identity', {
  columns: {
    uid: f64(), // stable id: a safe integer, never used twice
    prefab: text(), // full id of the definition it was made from, '' if none
    reset: u32(), // 1 + index of the zone's reset that brought it; 0: none did
  },
  visibleTo: 'none',
  durability: 'told',
})
