import { defineComponent, entity } from './define.ts'

/** Where an entity is: in a room, a container or somebody's hands. It is always in one place. */
export const Location = defineComponent('location', {
  columns: {
    holder: entity(), // the room, container or being that holds it; 0: nowhere
  },
  visibleTo: 'room',
  durability: 'told',
})
