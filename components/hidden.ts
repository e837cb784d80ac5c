import { defineComponent, entity } from './define.ts'

/**
 * That an exit is a secret: it lies in no room until somebody finds it, and goes back into hiding
 * with the next reset of its area.
 */
export const Hidden = defineComponent('hidden', {
  columns: {
    room: entity(), // whose exit it is
  },
  visibleTo: 'none',
  durability: 'none',
})
