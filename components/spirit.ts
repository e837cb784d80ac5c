import { defineComponent, f32, u16 } from './define.ts'

/** What spells are paid with. Invariant: `sp <= spMax`. */
export const Spirit = defineComponent('spirit', {
  columns: {
    sp: u16(), // spirit points
    spMax: u16(), // spirit points
    spPerSecond: f32(), // spirit points regained each second of world time
    spPending: f32(), // part of a point not yet granted, 0 <= x < 1
  },
  visibleTo: 'self',
  durability: 'lazy',
})
