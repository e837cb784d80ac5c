import { defineComponent, text } from './define.ts'

/** The places a character has been to that have a name to walk to. */
export const Travels = defineComponent('travels', {
  columns: {
    places: text(), // full ids of rooms that are landmarks, parted by blanks
  },
  visibleTo: 'none',
  durability: 'told',
})
