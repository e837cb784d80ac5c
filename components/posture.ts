import { defineComponent, u8 } from './define.ts'

/** How a being holds itself. One without this component stands. */
export const Posture = defineComponent('posture', {
  columns: {
    posture: u8(), // place in POSTURES
  },
  visibleTo: 'room',
  durability: 'lazy',
})

/** From the most helpless to the readiest: who may do something at rest may do it standing, too. */
export const POSTURES = ['sleeping', 'resting', 'sitting', 'standing'] as const

export type PostureName = (typeof POSTURES)[number]
