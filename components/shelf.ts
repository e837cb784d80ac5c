import { defineComponent, text } from './define.ts'

/** What a shopkeeper has bought and not yet sold again. It goes with the keeper. */
export const Shelf = defineComponent('shelf', {
  columns: {
    prefabs: text(), // full ids of items, the oldest first, parted by blanks
  },
  visibleTo: 'none',
  durability: 'none',
})
