import { defineComponent, text } from './define.ts'

/** How an entity appears to those who see it. */
export const Described = defineComponent('described', {
  columns: {
    name: text(), // with its article: 'a brass lantern'; a proper name has none: 'Ada'
    here: text(), // the sentence that shows it in a room
  },
  visibleTo: 'room',
  durability: 'told',
})
