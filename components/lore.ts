import { defineComponent, text } from './define.ts'

/** What one learns of an entity by looking closely. */
export const Lore = defineComponent('lore', {
  columns: {
    words: text(), // the words it answers to, lower case, parted by blanks
    description: text(), // what `look` at it shows
    writing: text(), // what `read` shows; '': nothing is written on it
  },
  visibleTo: 'none',
  durability: 'told',
})
