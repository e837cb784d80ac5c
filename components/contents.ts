import { defineComponent, entity, u32 } from './define.ts'

/** The ends of an entity's list of contents. Kept by `systems/containment.ts`. */
export const Contents = defineComponent('contents', {
  columns: {
    first: entity(), // 0: it holds nothing
    last: entity(), // 0: it holds nothing
    count: u32(), // entities held directly
  },
  visibleTo: 'none',
  durability: 'none',
})
