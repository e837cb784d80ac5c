import { defineComponent, f32, u16 } from './define.ts'

/** The health of a living entity. Invariant: `hp <= hpMax`; `hp` is 0 once it has died. */
export const Vitals = defineComponent('vitals', {
  columns: {
    hp: u16(), // hit points
    hpMax: u16(), // hit points
    hpPerSecond: f32(), // hit points regained each second of world time
    hpPending: f32(), // part of a point not yet granted, 0 <= x < 1
  },
  visibleTo: 'room',
  durability: 'lazy',
})
