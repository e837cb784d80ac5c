import { defineComponent, text } from './define.ts'

/** A player's own words for commands. */
export const Aliases = defineComponent('aliases', {
  columns: {
    list: text(), // one a line: the word, a blank, what it stands for
  },
  visibleTo: 'none',
  durability: 'told',
})
