import { defineComponent, text } from './define.ts'

/** What a shopkeeper has bought and not yet sold again. It goes with the keeper. */
export const Shelf = defineComponent('shelf', {
  columns: {
    // Full ids of items, the oldest first, parted by blanks; `id*2`: one with two uses left.
    goods: text(),
  },
  visibleTo: 'none',
  durability: 'none',
})
