import { defineComponent, entity } from './define.ts'

/**
 * The neighbours of an entity in its holder's list of contents. Kept by `systems/containment.ts`.
 */
export const Siblings = defineComponent('siblings', {
  columns: {
    next: entity(), // 0: it is the last
    previous: entity(), // 0: it is the first
  },
  visibleTo: 'none',
  durability: 'none',
})
